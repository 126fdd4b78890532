//! How a text is laid out.

/// One line, or as many as it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    OneLine,
    /// What is longer than this many characters is broken into lines, indented by two spaces.
    Lines(usize),
}

impl Layout {
    /// Whether a text can stand on one line, from a column on.
    pub(super) fn fits(self, text: &str, column: usize) -> bool {
        match self {
            Layout::OneLine => true,
            Layout::Lines(width) => {
                !text.contains('\n') && column.saturating_add(text.chars().count()) <= width
            }
        }
    }
}

/// How many characters stand behind the last line break.
pub(super) fn column_after(text: &str, column: usize) -> usize {
    match text.rfind('\n') {
        Some(line) => text[line + 1..].chars().count(),
        None => column.saturating_add(text.chars().count()),
    }
}
