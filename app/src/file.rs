//! Files of the person's own computer: read when they choose or drop one, saved when they ask for one.

use js_sys::{Function, Promise, Reflect, Uint8Array, encode_uri_component};
use leptos::prelude::*;
use leptos::web_sys::HtmlElement;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// What was chosen in an input, or dropped.
pub struct Chosen(JsValue);

impl Chosen {
    /// The first file of an input or of what was dropped; none when there is none.
    pub fn first(of: &JsValue) -> Option<Self> {
        let files = Reflect::get(of, &"files".into()).ok()?;
        let file = Reflect::get(&files, &0.into()).ok()?;
        (!file.is_undefined() && !file.is_null()).then_some(Self(file))
    }

    pub fn name(&self) -> String {
        self.get("name").as_string().unwrap_or_default()
    }

    /// In bytes.
    pub fn size(&self) -> f64 {
        self.get("size").as_f64().unwrap_or_default()
    }

    fn get(&self, key: &str) -> JsValue {
        Reflect::get(&self.0, &key.into()).unwrap_or(JsValue::UNDEFINED)
    }

    /// As text in UTF-8.
    pub fn read_text(&self, then: impl FnOnce(String) + 'static) {
        self.read("text", move |text| {
            then(text.as_string().unwrap_or_default())
        });
    }

    /// As it is.
    pub fn read_bytes(&self, then: impl FnOnce(Vec<u8>) + 'static) {
        self.read("arrayBuffer", move |buffer| {
            then(Uint8Array::new(&buffer).to_vec());
        });
    }

    fn read(&self, method: &str, then: impl FnOnce(JsValue) + 'static) {
        let asked = || -> Result<Promise, JsValue> {
            let method: Function = self.get(method).dyn_into()?;
            method.call0(&self.0)?.dyn_into()
        };
        // A file that is gone by now is not read.
        if let Ok(promise) = asked() {
            let done = Closure::once(then);
            let _ = promise.then(&done);
            done.forget();
        }
    }
}

/// Bytes as a text that JSON can carry.
pub fn base64(bytes: &[u8]) -> Option<String> {
    let letters: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    window().btoa(&letters).ok()
}

/// Hands a text to the browser to be saved as a file.
pub fn save(name: &str, kind: &str, text: &str) {
    let Some(link) = document()
        .create_element("a")
        .ok()
        .and_then(|link| link.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    let content = String::from(encode_uri_component(text));
    let _ = link.set_attribute("href", &format!("data:{kind};charset=utf-8,{content}"));
    let _ = link.set_attribute("download", name);
    link.click();
}
