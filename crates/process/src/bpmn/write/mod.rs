//! A diagram as a tree of BPMN.
