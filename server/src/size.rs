//! Refuses what is too large, with an answer the sender can read.

use crate::refusal::Refusal;
use axum::{
    body::{Body, Bytes},
    extract::Request,
    http::{Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures::StreamExt;

/// The largest request anyone may send. A diagram may have 2 MB.
pub const LARGEST_BODY: usize = 5 * 1024 * 1024;

/// So much more is read and thrown away, because a sender that is cut off in mid-sentence never hears why.
const READ_IN_VAIN: usize = 100 * 1024 * 1024;

/// Takes a request in whole before anything works on it, so that a long one is refused and not half read.
pub async fn small_enough(request: Request, next: Next) -> Response {
    if matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    ) {
        return next.run(request).await;
    }
    let announced = request.headers().get(header::CONTENT_LENGTH);
    let announced = announced.and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    let (parts, body) = request.into_parts();
    let fits = announced.is_none_or(|length| length <= LARGEST_BODY);
    match take_in(body, if fits { LARGEST_BODY } else { 0 }).await {
        Some(bytes) => {
            next.run(Request::from_parts(parts, Body::from(bytes)))
                .await
        }
        None => Refusal::too_large().into_response(),
    }
}

/// The whole body, unless it is longer than `limit` or breaks off.
async fn take_in(body: Body, limit: usize) -> Option<Bytes> {
    let mut stream = body.into_data_stream();
    let (mut kept, mut seen) = (Vec::new(), 0_usize);
    while let Some(piece) = stream.next().await {
        let piece = piece.ok()?;
        seen = seen.saturating_add(piece.len());
        if seen > READ_IN_VAIN {
            return None;
        }
        if seen <= limit {
            kept.extend_from_slice(&piece);
        } else {
            kept = Vec::new();
        }
    }
    (seen <= limit).then(|| Bytes::from(kept))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_body_within_the_limit_arrives_whole() {
        assert_eq!(
            take_in(Body::from("12345"), 5).await,
            Some(Bytes::from("12345"))
        );
    }

    #[tokio::test]
    async fn one_byte_more_is_too_much() {
        assert_eq!(take_in(Body::from("123456"), 5).await, None);
    }
}
