//! The changes of a zone's clocks as `zic` compiles them (RFC 9636).

const HEADER: usize = 44;

pub(super) struct Tzif<'d> {
    /// How many changes are written out.
    pub count: usize,
    times: &'d [u8],
    kinds: &'d [u8],
    types: &'d [u8],
    /// What goes on behind the last change, as POSIX writes it.
    pub footer: &'d str,
}

impl<'d> Tzif<'d> {
    pub(super) fn read(data: &'d [u8]) -> Option<Self> {
        // The first part has 32-bit times for old readers; the one behind it has them with 64 bits.
        let old = Counts::read(data)?;
        let data = data.get(HEADER + old.length(4)..)?;
        let counts = Counts::read(data)?;
        let body = data.get(HEADER..)?;
        let (times, rest) = body.split_at_checked(counts.times * 8)?;
        let (kinds, rest) = rest.split_at_checked(counts.times)?;
        let types = rest.get(..counts.types * 6)?;
        let footer = data.get(HEADER + counts.length(8)..)?;
        Some(Self {
            count: counts.times,
            times,
            kinds,
            types,
            footer: std::str::from_utf8(footer).ok()?.trim_matches('\n'),
        })
    }

    /// When the change of this number comes, in seconds after the Unix epoch.
    pub(super) fn time(&self, change: usize) -> i64 {
        let bytes = self.times.get(change * 8..change * 8 + 8);
        bytes
            .and_then(|bytes| bytes.try_into().ok())
            .map_or(i64::MAX, i64::from_be_bytes)
    }

    /// How many changes have come by a moment.
    pub(super) fn passed(&self, seconds: i64) -> usize {
        let (mut low, mut high) = (0, self.count);
        while low < high {
            let middle = low.midpoint(high);
            if self.time(middle) <= seconds {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The offset once so many changes have come; before the first it is that of the first type.
    pub(super) fn offset_after(&self, passed: usize) -> i32 {
        let kind = passed.checked_sub(1).and_then(|last| self.kinds.get(last));
        let at = usize::from(kind.copied().unwrap_or_default()) * 6;
        let bytes = self.types.get(at..at + 4);
        bytes
            .and_then(|bytes| bytes.try_into().ok())
            .map_or(0, i32::from_be_bytes)
    }
}

/// How much of everything stands in a part.
struct Counts {
    ut: usize,
    standard: usize,
    leaps: usize,
    times: usize,
    types: usize,
    letters: usize,
}

impl Counts {
    fn read(data: &[u8]) -> Option<Self> {
        let count = |at: usize| {
            let bytes = data.get(20 + at * 4..24 + at * 4)?.try_into().ok()?;
            usize::try_from(u32::from_be_bytes(bytes)).ok()
        };
        data.starts_with(b"TZif").then_some(())?;
        Some(Self {
            ut: count(0)?,
            standard: count(1)?,
            leaps: count(2)?,
            times: count(3)?,
            types: count(4)?,
            letters: count(5)?,
        })
    }

    /// How long the part behind the header is, with times of so many bytes.
    fn length(&self, time: usize) -> usize {
        let Self {
            ut,
            standard,
            leaps,
            times,
            types,
            letters,
        } = self;
        times * (time + 1) + types * 6 + letters + leaps * (time + 4) + standard + ut
    }
}
