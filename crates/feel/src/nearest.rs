//! The known name that someone most likely meant.

/// The name closest to `wanted`, if one is close enough to be worth offering.
pub(crate) fn nearest<'a>(
    wanted: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let wanted: Vec<char> = fold(wanted);
    // A third of the letters may be wrong; long inputs are not worth comparing.
    let allowed = (wanted.len() / 3).max(1);
    if wanted.is_empty() || wanted.len() > 100 {
        return None;
    }
    let near = known.into_iter().filter_map(|name| {
        let folded = fold(name);
        let close = folded.len().abs_diff(wanted.len()) <= allowed;
        let distance = if close {
            distance(&wanted, &folded)
        } else {
            usize::MAX
        };
        (distance <= allowed).then_some((distance, name))
    });
    near.min().map(|(_, name)| name)
}

/// Case, spaces and underscores are what people mix up first.
fn fold(name: &str) -> Vec<char> {
    name.chars()
        .flat_map(char::to_lowercase)
        .filter(|letter| !letter.is_whitespace() && *letter != '_')
        .collect()
}

/// How many letters must be added, removed, changed or swapped with their neighbour.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before = vec![0; b.len() + 1];
    let mut previous: Vec<usize> = (0..=b.len()).collect();
    for (row, left) in a.iter().enumerate() {
        let mut current = vec![row + 1; b.len() + 1];
        for (column, right) in b.iter().enumerate() {
            let change = previous[column] + usize::from(left != right);
            let mut best = change
                .min(previous[column + 1] + 1)
                .min(current[column] + 1);
            if row > 0 && column > 0 && *left == b[column - 1] && a[row - 1] == *right {
                best = best.min(before[column - 1] + 1);
            }
            current[column + 1] = best;
        }
        before = std::mem::replace(&mut previous, current);
    }
    previous[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_finger_is_recognised() {
        let names = ["amount", "days", "start date", "comment"];
        assert_eq!(nearest("amuont", names), Some("amount"));
        assert_eq!(nearest("Start_Date", names), Some("start date"));
        assert_eq!(nearest("day", names), Some("days"));
    }

    #[test]
    fn a_different_word_is_not_offered() {
        assert_eq!(nearest("customer", ["amount", "days"]), None);
        assert_eq!(nearest("", ["amount"]), None);
    }
}
