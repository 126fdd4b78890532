//! Puts elements in order, so that what is required comes first, and finds those that require each other.

/// Which elements require themselves by way of others. `edges` holds for each element those it requires.
pub(super) fn cyclic(edges: &[Vec<usize>]) -> Vec<bool> {
    // What is left after taking away, again and again, all that require nothing or that nothing requires.
    let mut left = vec![true; edges.len()];
    strip(edges, &mut left);
    let mut back = vec![Vec::new(); edges.len()];
    for (from, needed) in edges.iter().enumerate() {
        for to in needed {
            back[*to].push(from);
        }
    }
    strip(&back, &mut left);
    left
}

/// Takes away all from which no way leads into a cycle.
fn strip(edges: &[Vec<usize>], left: &mut [bool]) {
    let order = order(edges, left);
    for index in order {
        left[index] = false;
    }
}

/// The place of each element in an order in which what is required comes first.
pub(super) fn ranks(edges: &[Vec<usize>], cyclic: &[bool]) -> Vec<usize> {
    // Elements of a cycle are broken and wait for nothing.
    let open: Vec<Vec<usize>> = edges
        .iter()
        .zip(cyclic)
        .map(|(needed, cyclic)| if *cyclic { Vec::new() } else { needed.clone() })
        .collect();
    let mut ranks = vec![0; edges.len()];
    let all = vec![true; edges.len()];
    for (rank, index) in order(&open, &all).into_iter().enumerate() {
        ranks[index] = rank;
    }
    ranks
}

/// All elements that wait for nothing but such elements, each after those it waits for.
fn order(edges: &[Vec<usize>], among: &[bool]) -> Vec<usize> {
    let mut waits = vec![0usize; edges.len()];
    let mut waiting = vec![Vec::new(); edges.len()];
    for (from, needed) in edges.iter().enumerate().filter(|(from, _)| among[*from]) {
        for to in needed.iter().filter(|to| among[**to]) {
            waits[from] += 1;
            waiting[*to].push(from);
        }
    }
    let mut ready: Vec<usize> = (0..edges.len())
        .filter(|index| among[*index] && waits[*index] == 0)
        .collect();
    let mut next = 0;
    while let Some(index) = ready.get(next).copied() {
        next += 1;
        for from in &waiting[index] {
            waits[*from] -= 1;
            if waits[*from] == 0 {
                ready.push(*from);
            }
        }
    }
    ready
}

#[cfg(test)]
mod tests {
    use super::{cyclic, ranks};

    #[test]
    fn only_what_lies_on_a_cycle_is_cyclic() {
        // 0 → 1 → 2 → 1, 3 → 0, 2 → 4, 5 → 5
        let edges = vec![vec![1], vec![2], vec![1, 4], vec![0], vec![], vec![5]];
        let found = cyclic(&edges);
        assert_eq!(found, [false, true, true, false, false, true]);
        let ranks = ranks(&edges, &found);
        assert!(ranks[1] < ranks[0] && ranks[0] < ranks[3]);
    }
}
