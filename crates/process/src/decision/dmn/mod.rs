//! DMN XML in and out: 1.1 to 1.5 are read, 1.5 is written, and what we do not know is kept.

mod graph;
mod items;
mod logic;
pub(crate) mod namespaces;
mod put;
mod table;
mod take;

use super::model::{Import, Model};
use crate::xml::{self, Attribute, Document, Element, XmlError};
use namespaces::{MODEL, is_dmn, oldest, upgrade};
use put::Names;
use take::Take;

/// Reads a file. What is wrong with it beyond its form is found when it is compiled.
pub fn read(bytes: &[u8]) -> Result<Model, XmlError> {
    let document = xml::read(bytes)?;
    let mut root = document.root;
    if !is_dmn(&root) || root.local_name() != "definitions" {
        let found = &root.name;
        return Err(XmlError::whole(format!(
            "This is not a DMN file: it begins with “{found}” instead of the definitions of a decision model."
        )));
    }
    upgrade(&mut root);
    let prefix = root.prefix().map(str::to_owned);
    one_meaning(&root, &declaration(prefix.as_deref()))?;
    let mut take = Take::new(root);
    Ok(Model {
        name: take.attribute("name").unwrap_or_default(),
        namespace: take.attribute("namespace").unwrap_or_default(),
        imports: take.children("import").into_iter().map(import).collect(),
        items: take
            .children("itemDefinition")
            .into_iter()
            .map(items::read_item)
            .collect(),
        elements: take
            .all(graph::is_element)
            .into_iter()
            .filter_map(graph::read_element)
            .collect(),
        prefix,
        kept: take.kept(),
        before: document.before,
        after: document.after,
    })
}

/// Writes a model as DMN 1.5.
pub fn write(model: &Model) -> String {
    let names = Names(model.prefix.as_deref());
    let imports = model.imports.iter().map(|it| write_import(it, names));
    let items = model
        .items
        .iter()
        .map(|it| items::write_item("itemDefinition", it, names));
    let elements = model
        .elements
        .iter()
        .map(|it| graph::write_element(it, names));
    let mut root = names
        .put("definitions")
        .attribute("name", Some(&model.name))
        .attribute("namespace", Some(&model.namespace))
        .children(imports)
        .children(items)
        .children(elements)
        .keep(&model.kept);
    let declaration = declaration(model.prefix.as_deref());
    if root.attribute(&declaration).is_none() {
        root.attributes.insert(
            0,
            Attribute {
                name: declaration,
                value: oldest(&root).to_owned(),
            },
        );
    }
    xml::write(&Document {
        before: model.before.clone(),
        root,
        after: model.after.clone(),
    })
}

/// The attribute that says what a prefix means.
fn declaration(prefix: Option<&str>) -> String {
    prefix.map_or("xmlns".to_owned(), |prefix| format!("xmlns:{prefix}"))
}

/// All names of DMN are written with one prefix, so it must not mean something else in between.
fn one_meaning(element: &Element, declaration: &str) -> Result<(), XmlError> {
    if !is_dmn(element) {
        return Ok(());
    }
    match element.attribute(declaration) {
        Some(meaning) if meaning != MODEL => Err(XmlError::whole(format!(
            "In “{}” the names of DMN change their meaning. Declare them once, at the beginning.",
            element.name
        ))),
        _ => element
            .elements()
            .try_for_each(|child| one_meaning(child, declaration)),
    }
}

fn import(element: Element) -> Import {
    let mut take = Take::new(element);
    Import {
        name: take.attribute("name").unwrap_or_default(),
        namespace: take.attribute("namespace").unwrap_or_default(),
        import_type: take.attribute("importType").unwrap_or_default(),
        kept: take.kept(),
    }
}

fn write_import(import: &Import, names: Names<'_>) -> Element {
    names
        .put("import")
        .attribute("name", Some(&import.name))
        .attribute("namespace", Some(&import.namespace))
        .attribute("importType", Some(&import.import_type))
        .keep(&import.kept)
}
