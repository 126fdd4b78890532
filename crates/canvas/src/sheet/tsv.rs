//! The text that spreadsheets put on the clipboard: cells between tabs, rows between line ends, and quotation marks
//! around a cell that holds one of these.

/// Rows of cells. The line end after the last row is not a row of its own.
pub fn read(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut letters = text
        .strip_prefix('\u{feff}')
        .unwrap_or(text)
        .chars()
        .peekable();
    // Whether nothing has been read of the current cell.
    let mut fresh = true;
    while let Some(letter) = letters.next() {
        let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()) else {
            continue;
        };
        match letter {
            '"' if fresh => {
                if let Some(quoted) = quoted(&mut letters.clone()) {
                    for _ in 0..quoted.letters {
                        letters.next();
                    }
                    *cell = quoted.text;
                } else {
                    cell.push('"');
                }
                fresh = false;
            }
            '\t' => {
                if let Some(row) = rows.last_mut() {
                    row.push(String::new());
                }
                fresh = true;
            }
            '\r' | '\n' => {
                if letter == '\r' && letters.peek() == Some(&'\n') {
                    letters.next();
                }
                rows.push(vec![String::new()]);
                fresh = true;
            }
            letter => {
                cell.push(letter);
                fresh = false;
            }
        }
    }
    let ends_empty = rows
        .last()
        .is_some_and(|row| row.len() == 1 && row[0].is_empty());
    if ends_empty && rows.len() > 1 {
        rows.pop();
    }
    rows
}

struct Quoted {
    text: String,
    /// So many letters were read, the closing mark included.
    letters: usize,
}

/// What stands up to the closing mark, if one follows and the cell ends there. A text that merely begins with a
/// quotation mark, such as `"gold", "silver"`, is left as it is.
fn quoted(rest: &mut impl Iterator<Item = char>) -> Option<Quoted> {
    let mut rest = rest.peekable();
    let mut quoted = Quoted {
        text: String::new(),
        letters: 0,
    };
    while let Some(letter) = rest.next() {
        quoted.letters += 1;
        match (letter, rest.peek()) {
            ('"', Some('"')) => {
                rest.next();
                quoted.letters += 1;
                quoted.text.push('"');
            }
            ('"', None | Some('\t' | '\r' | '\n')) => return Some(quoted),
            ('"', Some(_)) => return None,
            (letter, _) => quoted.text.push(letter),
        }
    }
    None
}

pub fn write(rows: &[Vec<String>]) -> String {
    let cell = |cell: &String| {
        // A cell that begins with a quotation mark is quoted too, or it would be read as if it were.
        if cell.contains(['\t', '\n', '\r']) || cell.starts_with('"') {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    };
    let row = |row: &Vec<String>| row.iter().map(cell).collect::<Vec<_>>().join("\t");
    rows.iter().map(row).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::{read, write};

    fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
        let row = |row: &&[&str]| row.iter().map(|cell| (*cell).to_owned()).collect();
        rows.iter().map(row).collect()
    }

    #[test]
    fn cells_stand_between_tabs_and_rows_between_line_ends() {
        assert_eq!(read("a\tb\r\nc\t\r\n"), rows(&[&["a", "b"], &["c", ""]]));
        assert_eq!(read("a"), rows(&[&["a"]]));
        assert_eq!(read(""), rows(&[&[""]]));
        assert_eq!(read("a\n\nb"), rows(&[&["a"], &[""], &["b"]]));
    }

    #[test]
    fn quotation_marks_keep_tabs_line_ends_and_themselves() {
        assert_eq!(
            read("\"a\tb\nc\"\t\"say \"\"hi\"\"\""),
            rows(&[&["a\tb\nc", "say \"hi\""]])
        );
    }

    #[test]
    fn a_text_that_only_begins_with_a_quotation_mark_is_left_as_it_is() {
        assert_eq!(
            read("\"gold\", \"silver\"\tx"),
            rows(&[&["\"gold\", \"silver\"", "x"]])
        );
        assert_eq!(read("\"open"), rows(&[&["\"open"]]));
    }

    #[test]
    fn what_is_written_is_read_again() {
        for case in [
            rows(&[&["a", "b"], &["", "c\td"]]),
            rows(&[&["\"gold\"", "say \"hi\"", "two\nlines"]]),
            rows(&[&["\"gold\", \"silver\"", "\""]]),
            rows(&[&["ü", "> 1000", "-"]]),
        ] {
            assert_eq!(read(&write(&case)), case);
        }
    }
}
