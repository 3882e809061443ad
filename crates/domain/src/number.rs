//! Numbers as people type them: in any script's digits, with the decimal sign and the groups of
//! their language.

use contract::decode;

use crate::letters::is_invisible;

/// How a language writes numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notation {
    /// Between whole and fraction, such as `.` or `,`.
    pub decimal: char,
    /// Between thousands, such as `,` or `.`.
    pub group: char,
}

impl Default for Notation {
    fn default() -> Self {
        Self { decimal: '.', group: ',' }
    }
}

impl Notation {
    /// The number from which [`Notation::learn`] learns.
    pub const SAMPLE: f64 = 12_345.6;

    /// Learns from how a language writes [`Notation::SAMPLE`]: what stands last between digits is the
    /// decimal sign, what stands before it, if anything, is between groups.
    #[must_use]
    pub fn learn(written: &str) -> Self {
        let is_digit = |letter: &char| digit(*letter).is_some();
        let inner = written.trim_matches(|letter| digit(letter).is_none());
        let marks: Vec<char> = inner.chars().filter(|letter| !is_digit(letter)).collect();
        match marks.as_slice() {
            [] => Self::default(),
            [decimal] => Self { decimal: *decimal, group: '\u{a0}' },
            [group, .., decimal] => Self { decimal: *decimal, group: *group },
        }
    }

    /// Reads a typed number; `None`: it is not one.
    ///
    /// Whatever `Intl` writes in any language is read: minus signs, digits, groups of three or, in India, of
    /// two, and the marks of direction around them.
    ///
    /// A point or a comma is understood in either role as far as the text allows: `1.5` and `1,5`
    /// are the same, and only where both readings make sense (`1,234`) the language decides.
    #[must_use]
    pub fn read(self, text: &str) -> Option<f64> {
        // Marks of direction stand around signs in languages that are written from the right.
        let text: String =
            text.chars().filter(|letter| letter.is_whitespace() || !is_invisible(*letter)).collect();
        let text = text.trim();
        let unsigned = text.strip_prefix(['-', '−', '–', '﹣', '-']);
        let sign = if unsigned.is_some() { "-" } else { "" };
        let rest = unsigned.unwrap_or_else(|| text.strip_prefix(['+', '+']).unwrap_or(text));
        let (mantissa, exponent) = rest.split_once(['e', 'E']).unwrap_or((rest, ""));
        let (whole, fraction) = self.parts(mantissa.trim())?;
        let mut literal = format!("{sign}{whole}");
        if !fraction.is_empty() {
            literal = format!("{literal}.{fraction}");
        }
        if !exponent.is_empty() {
            literal = format!("{literal}e{exponent}");
        }
        decode(&literal).ok()
    }

    /// Digits before and after the decimal sign.
    fn parts(self, text: &str) -> Option<(String, String)> {
        let marks: Vec<(usize, char)> = text
            .char_indices()
            .map(|(at, mark)| (at, plain(mark)))
            .filter(|(_, mark)| is_mark(*mark))
            .collect();
        let decimal = self.decimal_sign(text, &marks);
        let (whole, fraction) = match decimal {
            Some(at) => {
                let (whole, fraction) = text.split_at_checked(at)?;
                let mut fraction = fraction.chars();
                fraction.next();
                (whole, fraction.as_str())
            }
            None => (text, ""),
        };
        let whole = grouped(whole)?;
        let fraction: Option<String> = fraction.chars().map(digit).collect();
        let fraction = fraction?;
        let whole = if whole.is_empty() && !fraction.is_empty() { "0".to_owned() } else { whole };
        (!whole.is_empty()).then_some((whole, fraction))
    }

    /// Where the decimal sign is, in bytes.
    fn decimal_sign(self, text: &str, marks: &[(usize, char)]) -> Option<usize> {
        let mut signs = marks.iter().filter(|(_, mark)| matches!(mark, '.' | ','));
        let (at, last) = *signs.clone().next_back()?;
        let others = signs.clone().filter(|(_, mark)| *mark != last).count();
        let same = signs.clone().count() - others;
        if same > 1 {
            return None;
        }
        if others > 0 {
            return Some(at);
        }
        // One sign alone: a group only where it would be a proper one and the language says so.
        let (before, after) = text.split_at_checked(at)?;
        let three = after.chars().skip(1).count() == 3;
        let proper = three && (1..=3).contains(&before.chars().count()) && !before.starts_with('0');
        let is_group = proper && plain(self.group) == last && plain(self.decimal) != last;
        (!is_group).then(|| signs.next().map(|(at, _)| *at)).flatten()
    }
}

/// The mark that a language's own one stands for.
fn plain(mark: char) -> char {
    match mark {
        '٫' | '.' => '.',
        '٬' | ',' | '،' => ',',
        mark => mark,
    }
}

fn is_mark(mark: char) -> bool {
    matches!(mark, '.' | ',')
}

/// The digits of a whole number, with the marks between its groups left out: of three digits, or of two
/// where three follow at the end (12,34,567).
fn grouped(text: &str) -> Option<String> {
    let mut digits = String::new();
    // Digits since the last mark; none before the first.
    let mut since = None::<usize>;
    // How long all groups but the last are.
    let mut inner = None::<usize>;
    for letter in text.chars() {
        if let Some(digit) = digit(letter) {
            digits.push(digit);
            since = since.map(|since| since + 1);
            continue;
        }
        let is_group = matches!(plain(letter), '.' | ',' | ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’');
        let is_odd = |since: usize| !matches!(since, 2 | 3) || inner.is_some_and(|inner| inner != since);
        if !is_group || digits.is_empty() || since.is_some_and(is_odd) {
            return None;
        }
        inner = since.or(inner);
        since = Some(0);
    }
    since.is_none_or(|since| since == 3).then_some(digits)
}

/// A decimal digit of any script that `Intl` writes numbers in, as `0` to `9`.
fn digit(letter: char) -> Option<char> {
    const ZEROS: [u32; 24] = [
        0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50,
        0xed0, 0xf20, 0x1040, 0x17e0, 0x1810, 0x1c50, 0xa8d0, 0xff10, 0x11136, 0x1e950,
    ];
    let code = u32::from(letter);
    ZEROS.iter().find_map(|zero| char::from_digit(code.checked_sub(*zero)?, 10))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ENGLISH: Notation = Notation { decimal: '.', group: ',' };
    const GERMAN: Notation = Notation { decimal: ',', group: '.' };
    const FRENCH: Notation = Notation { decimal: ',', group: '\u{202f}' };
    const ARABIC: Notation = Notation { decimal: '٫', group: '٬' };

    #[test]
    fn points_and_commas_are_understood_in_every_language() {
        for notation in [ENGLISH, GERMAN, FRENCH, ARABIC] {
            for (text, number) in [
                ("4", 4.0),
                (" 4.5 ", 4.5),
                ("4,5", 4.5),
                ("-0,25", -0.25),
                ("−3", -3.0),
                ("+3", 3.0),
                (".5", 0.5),
                ("5.", 5.0),
                ("1,234.5", 1234.5),
                ("1.234,5", 1234.5),
                ("1.234.567", 1_234_567.0),
                ("1\u{202f}234,5", 1234.5),
                ("1’234.5", 1234.5),
                ("0.125", 0.125),
                ("0,125", 0.125),
                ("٤٫٥", 4.5),
                ("४.५", 4.5),
                ("1e3", 1000.0),
                ("\u{200e}−0.5", -0.5),
                ("\u{200e}-\u{200f}3", -3.0),
                ("\u{61c}-٣", -3.0),
                ("‎−۱۲٬۳۴۵٫۶", -12345.6),
                ("१२,३४,५६७.५", 1_234_567.5),
                ("๑๒", 12.0),
                ("\u{feff}7\u{200b}", 7.0),
            ] {
                assert_eq!(notation.read(text), Some(number), "{text} {notation:?}");
            }
        }
    }

    #[test]
    fn a_notation_is_learnt_from_a_sample() {
        for (written, decimal, group) in [
            ("12,345.6", '.', ','),
            ("12.345,6", ',', '.'),
            ("12\u{202f}345,6", ',', '\u{202f}'),
            ("12345,6", ',', '\u{a0}'),
            ("١٢٬٣٤٥٫٦", '٫', '٬'),
            ("12,345.6\u{200f}", '.', ','),
            ("", '.', ','),
        ] {
            assert_eq!(Notation::learn(written), Notation { decimal, group }, "{written}");
        }
    }

    #[test]
    fn where_both_readings_make_sense_the_language_decides() {
        assert_eq!(ENGLISH.read("1,234"), Some(1234.0));
        assert_eq!(ENGLISH.read("1.234"), Some(1.234));
        assert_eq!(GERMAN.read("1,234"), Some(1.234));
        assert_eq!(GERMAN.read("1.234"), Some(1234.0));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "",
            " ",
            "-",
            ".",
            ",",
            "four",
            "4 5",
            "1,23,4",
            "1.2.3",
            "--4",
            "4-",
            "1,5,",
            "0x10",
            "NaN",
            "e3",
            "1,23,45,678,9",
            "1,2345,678",
            "1,23,456,789",
            "\u{200e}",
            "\u{200e}-",
        ] {
            assert_eq!(ENGLISH.read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_stops_it(text in ".{0,20}", noise in "[-+0-9.,e '’٤٫]{0,12}") {
            let _ = (ENGLISH.read(&text), GERMAN.read(&noise));
        }

        #[test]
        fn what_a_language_writes_it_reads(thousandths in -9_999_999_999_i64..9_999_999_999) {
            #[expect(clippy::cast_precision_loss)]
            let number = thousandths as f64 / 1000.0;
            let (whole, fraction) = (thousandths.abs() / 1000, thousandths.abs() % 1000);
            let sign = if thousandths < 0 { "-" } else { "" };
            for notation in [ENGLISH, GERMAN] {
                let mut digits = whole.to_string();
                let mut at = digits.len();
                while at > 3 { at -= 3; digits.insert(at, notation.group); }
                let text = format!("{sign}{digits}{}{fraction:03}", notation.decimal);
                let read = notation.read(&text).unwrap();
                prop_assert!((read - number).abs() <= number.abs() * 1e-15, "{text} {read}");
            }
        }
    }
}
