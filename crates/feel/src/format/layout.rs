//! How a text is laid out.

/// One line, or as many as it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    OneLine,
    /// What is longer than this many characters is broken into lines, indented by two spaces. Parts of at most 30
    /// characters stay together.
    Lines(usize),
}

impl Layout {
    /// Shorter texts are not worth breaking: they stick out a little instead.
    const SHORT: usize = 30;

    /// Whether a text can stand on one line, from a column on.
    pub(super) fn fits(self, text: &str, column: usize) -> bool {
        match self {
            Layout::OneLine => true,
            Layout::Lines(width) => {
                let length = text.chars().count();
                !text.contains('\n')
                    && (length <= Layout::SHORT || column.saturating_add(length) <= width)
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
