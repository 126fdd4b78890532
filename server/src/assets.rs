//! The site's files: embedded in a release binary, read from disk in a debug one.
//!
//! The page's own script, wasm and style live under a folder named after their contents, so a
//! browser may keep them for ever and never mixes two builds.

use axum::{
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::{EmbeddedFile, RustEmbed};
use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::OnceLock,
};

#[derive(RustEmbed)]
#[folder = "../target/site"]
struct Site;

const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// Where this build's script, wasm and style are found: `pkg/<hash of them>`.
pub fn package_folder() -> String {
    format!("pkg/{}", build())
}

/// `/pkg/<build>/<file>`: only this build's files, because another build's would not fit the page.
pub async fn packaged(
    Path((wanted, file)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let found = (wanted == build())
        .then(|| find(&format!("pkg/{file}"), &headers))
        .flatten();
    match found {
        Some(found) => found.answer(&headers, FOR_EVER),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Any other file of the site, such as an icon.
pub fn file(path: &str, headers: &HeaderMap) -> Option<Response> {
    find(path, headers).map(|found| found.answer(headers, ASK_AGAIN))
}

/// A short hash over everything in the site's package folder.
fn build() -> &'static str {
    static BUILD: OnceLock<String> = OnceLock::new();
    BUILD.get_or_init(|| {
        let mut paths: Vec<_> = Site::iter()
            .filter(|path| path.starts_with("pkg/"))
            .collect();
        paths.sort();
        let mut hasher = DefaultHasher::new();
        for file in paths.iter().filter_map(|path| Site::get(path)) {
            file.metadata.sha256_hash().hash(&mut hasher);
        }
        format!("{:016x}", hasher.finish())
    })
}

struct Found {
    file: EmbeddedFile,
    kind: String,
    encoding: Option<&'static str>,
}

/// The file in the smallest form the client understands.
fn find(path: &str, headers: &HeaderMap) -> Option<Found> {
    let accepted = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok());
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let kind = match kind.type_() {
        mime_guess::mime::TEXT => format!("{kind}; charset=utf-8"),
        _ => kind.to_string(),
    };
    [("br", ".br"), ("gzip", ".gz")]
        .into_iter()
        .filter(|(encoding, _)| accepts(accepted.unwrap_or_default(), encoding))
        .find_map(|(encoding, ending)| {
            Some((Site::get(&format!("{path}{ending}"))?, Some(encoding)))
        })
        .or_else(|| Some((Site::get(path)?, None)))
        .map(|(file, encoding)| Found {
            file,
            kind,
            encoding,
        })
}

fn accepts(accepted: &str, encoding: &str) -> bool {
    accepted.split(',').any(|one| {
        let mut parts = one.split(';').map(str::trim);
        parts.next() == Some(encoding) && !parts.any(|weight| weight == "q=0")
    })
}

impl Found {
    fn answer(self, request: &HeaderMap, caching: HeaderValue) -> Response {
        let tag = format!("\"{}\"", hex(&self.file.metadata.sha256_hash()[..12]));
        let known = request
            .get(header::IF_NONE_MATCH)
            .is_some_and(|known| *known == *tag);
        let mut response = if known {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let kind = [(header::CONTENT_TYPE, self.kind)];
            (kind, self.file.data.into_owned()).into_response()
        };
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, caching);
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if let Ok(tag) = HeaderValue::try_from(tag) {
            headers.insert(header::ETAG, tag);
        }
        if let Some(encoding) = self.encoding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        response
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_counts_only_when_the_client_wants_it() {
        assert!(accepts("gzip, deflate, br", "br"));
        assert!(accepts("br;q=0.5", "br"));
        assert!(!accepts("gzip, br;q=0", "br"));
        assert!(!accepts("", "gzip"));
        assert!(!accepts("brotli", "br"));
    }
}
