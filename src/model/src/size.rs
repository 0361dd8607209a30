//! Sizes: services count in bytes, KB, MB or GB, some with fractions. People add the unit, and TB.

use std::fmt;

/// What a service counts in. A unit is 1024 of the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Bytes.
    Bytes,
    /// KB.
    Kilobytes,
    /// MB.
    Megabytes,
    /// GB.
    Gigabytes,
    /// TB.
    Terabytes,
}

impl Unit {
    /// Every unit, from the smallest.
    pub const ALL: [Self; 5] =
        [Self::Bytes, Self::Kilobytes, Self::Megabytes, Self::Gigabytes, Self::Terabytes];

    /// A unit by its name, in either case. KB and KiB are the same: the services count by 1024.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name.trim().to_ascii_lowercase().as_str() {
            "byte" | "bytes" | "b" => Self::Bytes,
            "k" | "kb" | "kib" => Self::Kilobytes,
            "m" | "mb" | "mib" => Self::Megabytes,
            "g" | "gb" | "gib" => Self::Gigabytes,
            "t" | "tb" | "tib" => Self::Terabytes,
            _ => return None,
        })
    }

    /// The sign behind a number of them.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Bytes => "B",
            Self::Kilobytes => "KB",
            Self::Megabytes => "MB",
            Self::Gigabytes => "GB",
            Self::Terabytes => "TB",
        }
    }

    const fn bytes(self) -> u64 {
        1 << (10 * self as u32)
    }

    /// What a person types, a number with its unit, as a number of this one: `1.5 TiB` are 1536 GB. `None` for what is
    /// no size, or no whole number of this unit: nothing is rounded.
    pub fn count(self, text: &str) -> Option<u64> {
        let end = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (number, unit) = text.split_at(end);
        let (whole, decimals) = number.split_once('.').unwrap_or((number, "0"));
        // So that no product below outgrows its type.
        if whole.is_empty() || decimals.is_empty() || number.len() > 20 {
            return None;
        }
        let scale = 10_u128.pow(u32::try_from(decimals.len()).ok()?);
        let digits = whole.parse::<u128>().ok()? * scale + decimals.parse::<u128>().ok()?;
        let bytes = digits * u128::from(Self::named(unit)?.bytes());
        let one = scale * u128::from(self.bytes());
        (bytes % one == 0).then(|| u64::try_from(bytes / one).ok())?
    }
}

/// A size in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Size(pub u64);

impl Size {
    /// Reads a number of a unit; `None` for what is no size.
    pub fn read(number: &str, unit: Unit) -> Option<Self> {
        let count: f64 = number.trim().parse().ok()?;
        let bytes = count * unit.bytes() as f64;
        // Whole numbers up to here are exact.
        (0.0..=9_007_199_254_740_992.0).contains(&bytes).then_some(Self(bytes.round() as u64))
    }
}

/// In the largest unit of which there is one: `1.1 MB`.
impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fits = |unit: &Unit| self.0 >= unit.bytes();
        match Unit::ALL.into_iter().rev().find(fits) {
            None | Some(Unit::Bytes) => write!(f, "{} B", self.0),
            Some(unit) => write!(f, "{:.1} {}", self.0 as f64 / unit.bytes() as f64, unit.sign()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Size, Unit};

    #[test]
    fn services_count_in_their_units() {
        assert_eq!(Size::read("1160.60254", Unit::Kilobytes), Some(Size(1_188_457)));
        assert_eq!(Size::read("2", Unit::Gigabytes), Some(Size(2 << 30)));
        assert_eq!(Unit::named("Byte"), Some(Unit::Bytes));
        assert_eq!(Unit::named("kb"), Some(Unit::Kilobytes));
        for wrong in ["-1", "NaN", "inf", "1e300", "", "12 KB"] {
            assert_eq!(Size::read(wrong, Unit::Bytes), None, "{wrong}");
        }
    }

    #[test]
    fn a_size_with_its_unit_is_counted_exactly_or_not_at_all() {
        for (text, gigabytes) in [
            ("40 GB", 40),
            ("40GB", 40),
            ("40 gib", 40),
            ("40G", 40),
            ("1.5 TiB", 1536),
            ("0.5 tb", 512),
            ("2048 MB", 2),
            ("3221225472 bytes", 3),
            ("0 GB", 0),
        ] {
            assert_eq!(Unit::Gigabytes.count(text), Some(gigabytes), "{text}");
        }
        for none in [
            "40", "GB", "-1 GB", "+1 GB", "1,5 TB", "1. GB", ".5 TB", "1.5.5 TB", "1e3 GB", "40 PB",
            "40 GB GB", "1000 MB", "0.1 GB", "١ GB", "",
        ] {
            assert_eq!(Unit::Gigabytes.count(none), None, "{none}");
        }
        assert_eq!(Unit::Bytes.count("99999999999999999999 TB"), None);
        assert_eq!(Unit::Bytes.count("0.5 KB"), Some(512));
    }

    #[test]
    fn sizes_are_told_in_their_largest_unit() {
        assert_eq!(Size(0).to_string(), "0 B");
        assert_eq!(Size(1023).to_string(), "1023 B");
        assert_eq!(Size(1_188_457).to_string(), "1.1 MB");
        assert_eq!(Size(3 << 40).to_string(), "3.0 TB");
    }
}
