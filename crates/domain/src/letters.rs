//! What of a text can be seen: characters that show nothing make no name, and tell no two names apart.
//! Which characters are letters of a script is the browser's to say.

/// Whether a character shows nothing by itself: white space, controls, Unicode's default ignorable
/// characters, the empty Braille pattern, and private marks of direction.
#[must_use]
pub fn is_invisible(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control() || is_ignorable(letter) || letter == '\u{2800}'
}

/// Unicode's `Default_Ignorable_Code_Point`, and what only separates or annotates.
fn is_ignorable(letter: char) -> bool {
    matches!(
        u32::from(letter),
        0xad | 0x34f
            | 0x61c
            | 0x115f..=0x1160
            | 0x17b4..=0x17b5
            | 0x180b..=0x180f
            | 0x200b..=0x200f
            | 0x2028..=0x202e
            | 0x2060..=0x206f
            | 0x3164
            | 0xfe00..=0xfe0f
            | 0xfeff
            | 0xffa0
            | 0xfff0..=0xfffb
            | 0x1bca0..=0x1bca3
            | 0x1d173..=0x1d17a
            | 0xe0000..=0xe0fff
    )
}

/// Whether a character is one of those that are nothing inside a name either. Joiners, variation
/// selectors and marks of direction can mean something between letters, and stay there.
fn is_litter(letter: char) -> bool {
    matches!(
        u32::from(letter),
        0..=0x8 | 0xe..=0x1f
            | 0x7f
            | 0xad
            | 0x115f..=0x1160
            | 0x200b
            | 0x2060..=0x2065
            | 0x206a..=0x206f
            | 0x3164
            | 0xfeff
            | 0xffa0
            | 0xfff0..=0xfffb
    )
}

/// Whether a character is a mark that needs a letter to stand on: the general ones, and those of scripts
/// whose marks have blocks of their own.
fn is_bare_mark(letter: char) -> bool {
    matches!(
        u32::from(letter),
        0x300..=0x36f
            | 0x483..=0x489
            | 0x591..=0x5bd
            | 0x610..=0x61a
            | 0x64b..=0x65f
            | 0x900..=0x903
            | 0x93a..=0x93c
            | 0x93e..=0x94f
            | 0xe31
            | 0xe34..=0xe3a
            | 0xe47..=0xe4e
            | 0x1ab0..=0x1aff
            | 0x1dc0..=0x1dff
            | 0x20d0..=0x20ff
            | 0xfe20..=0xfe2f
    )
}

/// Whether nothing of a text can be seen, or only marks without a letter.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|letter| is_invisible(letter) || is_bare_mark(letter))
}

/// Whether a character says how the one before it looks: variation selectors, and the tags of flags.
fn is_selector(letter: char) -> bool {
    matches!(
        u32::from(letter),
        0x180b..=0x180f | 0xfe00..=0xfe0f | 0xe0020..=0xe007f | 0xe0100..=0xe01ef
    )
}

/// A name as it is sent: without what cannot be seen at its ends, and without what means nothing inside.
#[must_use]
pub fn clean(name: &str) -> String {
    let name = name.trim_start_matches(is_invisible);
    let name = name.trim_end_matches(|letter| is_invisible(letter) && !is_selector(letter));
    name.chars().filter(|letter| !is_litter(*letter)).collect()
}

/// What two names have in common that look the same: what can be seen of them, with single blanks. Case
/// counts.
#[must_use]
pub fn look(name: &str) -> String {
    let mut look = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        let mut letters = word.chars().filter(|letter| !is_invisible(*letter)).peekable();
        if !look.is_empty() && letters.peek().is_some() {
            look.push(' ');
        }
        look.extend(letters);
    }
    look
}

/// Whether two names look the same.
#[must_use]
pub fn look_alike(one: &str, other: &str) -> bool {
    one == other || look(one) == look(other)
}

/// A text without the mark at its end that would wait for its other half: a browser hands characters
/// beyond the basic plane over in two halves, and some input methods in two steps. `units` are UTF-16.
#[must_use]
pub fn whole(units: &[u16]) -> String {
    char::decode_utf16(units.iter().copied()).filter_map(Result::ok).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const INVISIBLE: [&str; 16] = [
        "\u{200b}",
        "\u{3164}",
        "\u{ad}",
        "\u{2060}",
        "\u{feff}",
        "\u{200d}",
        "\u{200e}",
        "\u{202e}",
        "\u{2066}",
        "\u{61c}",
        "\u{180e}",
        "\u{fe0f}",
        "\u{e0020}",
        "\u{a0}",
        "\u{115f}",
        "\u{2800}",
    ];

    #[test]
    fn what_cannot_be_seen_is_blank() {
        for text in INVISIBLE {
            assert!(is_blank(text), "{text:?}");
            assert!(is_blank(&format!(" {text}{text} ")), "{text:?}");
            assert_eq!(clean(text), "", "{text:?}");
        }
        for text in ["", " ", "\u{301}", "\u{64e}", "\u{93f}\u{94d}", "\u{200b}\u{300}"] {
            assert!(is_blank(text), "{text:?}");
        }
    }

    #[test]
    fn what_can_be_seen_is_not() {
        for text in [
            "a",
            "0",
            "_",
            "é",
            "e\u{301}",
            "हिन्दी",
            "ภาษาไทย",
            "தமிழ்",
            "مُحَمَّد",
            "עִבְרִית",
            "日本",
            "👩\u{200d}🔬",
            "-",
            ".",
            "¨",
        ] {
            assert!(!is_blank(text), "{text}");
            assert_eq!(clean(text), text);
        }
    }

    #[test]
    fn names_that_look_the_same_are_the_same() {
        for text in INVISIBLE {
            assert!(look_alike("Book a visit", &format!("{text}Book a{text} visit{text}")), "{text:?}");
        }
        for (one, other) in [("Book  a visit", "Book a visit"), ("\u{feff}a", "a\u{ad}"), ("a b", "a\u{a0}b")]
        {
            assert!(look_alike(one, other), "{one:?} {other:?}");
        }
        for (one, other) in [("a", "b"), ("a", "A"), ("ab", "a b"), ("a", "")] {
            assert!(!look_alike(one, other), "{one:?} {other:?}");
        }
    }

    #[test]
    fn a_name_is_sent_without_litter_and_with_what_joins() {
        assert_eq!(clean(" \u{feff}Book\u{200b} a\u{ad} visit\u{2060} "), "Book a visit");
        // Without the joiners these are other words.
        assert_eq!(clean("می\u{200c}خواهم"), "می\u{200c}خواهم");
        assert_eq!(clean("क्\u{200d}ष"), "क्\u{200d}ष");
        assert_eq!(clean("❤\u{fe0f}!"), "❤\u{fe0f}!");
        for emoji in ["👩🏽\u{200d}⚕\u{fe0f}", "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}"]
        {
            assert_eq!(clean(&format!("{emoji} \u{200b}")), emoji, "what says how the last one looks stays");
        }
    }

    #[test]
    fn half_a_character_is_waited_for() {
        let emoji: Vec<u16> = "a😀".encode_utf16().collect();
        assert_eq!(whole(&emoji), "a😀");
        assert_eq!(whole(&emoji[..2]), "a");
        assert_eq!(whole(&[0xdc00, 0x61, 0xd83d, 0x62]), "ab");
    }

    proptest! {
        #[test]
        fn clean_names_stay_clean(text in "\\PC{0,12}|[\u{200b}-\u{200f}\u{ad}a é\u{301}]{0,12}") {
            let once = clean(&text);
            prop_assert_eq!(clean(&once), once.clone());
            prop_assert!(look_alike(&once, &text));
            prop_assert_eq!(is_blank(&once), is_blank(&text));
            prop_assert_eq!(look(&look(&text)), look(&text));
        }

        #[test]
        fn whole_texts_stay_whole(text in ".{0,20}", units in prop::collection::vec(any::<u16>(), 0..20)) {
            let encoded: Vec<u16> = text.encode_utf16().collect();
            prop_assert_eq!(whole(&encoded), text);
            let is_replaced = whole(&units).contains(char::REPLACEMENT_CHARACTER);
            prop_assert!(!is_replaced || units.contains(&0xfffd));
        }
    }
}
