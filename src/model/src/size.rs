//! Sizes: services count in bytes, KB, MB or GB, some with fractions.

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
}

impl Unit {
    /// Every unit, from the smallest.
    pub const ALL: [Self; 4] = [Self::Bytes, Self::Kilobytes, Self::Megabytes, Self::Gigabytes];

    /// A unit by its name, in either case.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name.trim().to_ascii_lowercase().as_str() {
            "byte" | "bytes" | "b" => Self::Bytes,
            "kb" => Self::Kilobytes,
            "mb" => Self::Megabytes,
            "gb" => Self::Gigabytes,
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
        }
    }

    const fn bytes(self) -> u64 {
        1 << (10 * self as u32)
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
    fn sizes_are_told_in_their_largest_unit() {
        assert_eq!(Size(0).to_string(), "0 B");
        assert_eq!(Size(1023).to_string(), "1023 B");
        assert_eq!(Size(1_188_457).to_string(), "1.1 MB");
        assert_eq!(Size(3 << 40).to_string(), "3072.0 GB");
    }
}
