//! Which part of a long list is drawn: rows come in chunks of measured or estimated height; chunks
//! far from the viewport become empty space.

/// A stretch of the list, from top to bottom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stretch {
    /// Chunk number so-and-so is drawn.
    Chunk(usize),
    /// Empty space before chunk `before`, this high in CSS pixels.
    Space {
        /// The number of the chunk that follows (the number of chunks at the end).
        before: usize,
        /// The height.
        height: f64,
    },
}

/// Lays out chunks of `heights` for a viewport from `top` to `bottom`, both relative to the list's
/// top and in CSS pixels. Chunks that touch the viewport are drawn, and chunk `keep`, wherever it is
/// (it holds the focus). With nothing in view the nearest chunk is drawn.
#[must_use]
pub fn lay_out(heights: &[f64], top: f64, bottom: f64, keep: Option<usize>) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    let (mut y, mut gap) = (0.0, 0.0);
    let last = heights.len().saturating_sub(1);
    for (chunk, height) in heights.iter().enumerate() {
        let end = y + height;
        let nearest = (chunk == 0 && bottom <= 0.0) || (chunk == last && top >= end);
        if (end > top && y < bottom) || nearest || keep == Some(chunk) {
            if gap > 0.0 {
                stretches.push(Stretch::Space { before: chunk, height: gap });
                gap = 0.0;
            }
            stretches.push(Stretch::Chunk(chunk));
        } else {
            gap += height;
        }
        y = end;
    }
    if gap > 0.0 {
        stretches.push(Stretch::Space { before: heights.len(), height: gap });
    }
    stretches
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_what_is_in_view_is_drawn() {
        let heights = [100.0; 6];
        assert_eq!(
            lay_out(&heights, 250.0, 350.0, None),
            [
                Stretch::Space { before: 2, height: 200.0 },
                Stretch::Chunk(2),
                Stretch::Chunk(3),
                Stretch::Space { before: 6, height: 200.0 }
            ]
        );
    }

    #[test]
    fn the_chunk_with_the_focus_stays() {
        let drawn = lay_out(&[100.0; 6], 0.0, 90.0, Some(4));
        assert_eq!(
            drawn,
            [
                Stretch::Chunk(0),
                Stretch::Space { before: 4, height: 300.0 },
                Stretch::Chunk(4),
                Stretch::Space { before: 6, height: 100.0 }
            ]
        );
    }

    proptest! {
        #[test]
        fn the_list_keeps_its_height(heights in prop::collection::vec(1.0..500.0_f64, 0..40),
            top in -2000.0..9000.0_f64, size in 1.0..2000.0_f64, keep in prop::option::of(0..40_usize)) {
            let stretches = lay_out(&heights, top, top + size, keep);
            let total: f64 = stretches.iter().map(|stretch| match stretch {
                Stretch::Chunk(chunk) => heights[*chunk],
                Stretch::Space { height, .. } => *height,
            }).sum();
            prop_assert!((total - heights.iter().sum::<f64>()).abs() < 1e-6);
            let drawn = stretches.iter().filter(|s| matches!(s, Stretch::Chunk(_))).count();
            prop_assert!(heights.is_empty() || drawn > 0);
        }
    }
}
