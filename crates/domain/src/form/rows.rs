//! A list that is edited row by row: each row has a key that stays while rows are added, moved,
//! removed and put back.

/// A row of a form.
pub trait Row: Clone + Default {
    /// Its key, unique in its list.
    fn key(&self) -> u32;
    /// Gives it another key.
    fn set_key(&mut self, key: u32);
}

/// Rows in their order.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows<T> {
    items: Vec<T>,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self { items: Vec::new() }
    }
}

/// A row that was taken out, with where it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Removed<T> {
    /// Its position, from 0.
    pub at: usize,
    /// The row.
    pub row: T,
}

impl<T: Row> Rows<T> {
    /// Rows that get keys of their own.
    #[must_use]
    pub fn of(rows: impl IntoIterator<Item = T>) -> Self {
        let mut list = Self::default();
        for row in rows {
            let at = list.len();
            list.insert(at, row);
        }
        list
    }

    /// The rows.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The keys, in order.
    #[must_use]
    pub fn keys(&self) -> Vec<u32> {
        self.items.iter().map(Row::key).collect()
    }

    /// The row of a key.
    #[must_use]
    pub fn get(&self, key: u32) -> Option<&T> {
        self.items.iter().find(|row| row.key() == key)
    }

    /// The row of a key, to be changed.
    pub fn get_mut(&mut self, key: u32) -> Option<&mut T> {
        self.items.iter_mut().find(|row| row.key() == key)
    }

    /// Where the row of a key is, from 0.
    #[must_use]
    pub fn position(&self, key: u32) -> Option<usize> {
        self.items.iter().position(|row| row.key() == key)
    }

    /// The row at a position.
    #[must_use]
    pub fn at(&self, position: usize) -> Option<&T> {
        self.items.get(position)
    }

    /// Puts an empty row at the end; its key.
    pub fn add(&mut self) -> u32 {
        self.insert(self.len(), T::default())
    }

    /// Puts a copy of a row behind it; the copy's key.
    pub fn duplicate(&mut self, key: u32) -> Option<u32> {
        let at = self.position(key)?;
        let copy = self.items.get(at)?.clone();
        Some(self.insert(at + 1, copy))
    }

    /// Moves a row to a position, or to the end where there are fewer. Says whether it moved.
    pub fn move_to(&mut self, key: u32, to: usize) -> bool {
        let Some(from) = self.position(key) else { return false };
        let to = to.min(self.len() - 1);
        let row = self.items.remove(from);
        self.items.insert(to, row);
        from != to
    }

    /// Takes a row out.
    pub fn remove(&mut self, key: u32) -> Option<Removed<T>> {
        let at = self.position(key)?;
        Some(Removed { at, row: self.items.remove(at) })
    }

    /// Puts a row back where it was, or at the end where there are fewer now; its key.
    pub fn put_back(&mut self, removed: Removed<T>) -> u32 {
        let key = removed.row.key();
        if key != 0 && self.position(key).is_none() {
            self.items.insert(removed.at.min(self.len()), removed.row);
            return key;
        }
        self.insert(removed.at, removed.row)
    }

    /// Puts a row somewhere under a key that no other has.
    fn insert(&mut self, at: usize, mut row: T) -> u32 {
        let key = self.items.iter().map(Row::key).max().unwrap_or_default() + 1;
        row.set_key(key);
        self.items.insert(at.min(self.len()), row);
        key
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Clone, Debug, Default, PartialEq)]
    struct Line(u32, String);

    impl Row for Line {
        fn key(&self) -> u32 {
            self.0
        }
        fn set_key(&mut self, key: u32) {
            self.0 = key;
        }
    }

    #[derive(Clone, Debug)]
    enum Step {
        Add,
        Write(usize, String),
        Duplicate(usize),
        Move(usize, usize),
        Remove(usize),
        Undo,
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            Just(Step::Add),
            (0..8_usize, "[a-z]{0,4}").prop_map(|(at, text)| Step::Write(at, text)),
            (0..8_usize).prop_map(Step::Duplicate),
            (0..8_usize, 0..8_usize).prop_map(|(from, to)| Step::Move(from, to)),
            (0..8_usize).prop_map(Step::Remove),
            Just(Step::Undo),
        ]
    }

    proptest! {
        /// Whatever is done in whatever order, the rows read as a plain list of texts would.
        #[test]
        fn any_order_of_steps_gives_what_a_plain_list_gives(steps in prop::collection::vec(step(), 0..60)) {
            let mut rows = Rows::<Line>::default();
            let mut removed = Vec::new();
            let mut plain: Vec<String> = Vec::new();
            let mut gone: Vec<(usize, String)> = Vec::new();
            for step in steps {
                let key = |rows: &Rows<Line>, at: usize| rows.at(at).map(Row::key);
                match step {
                    Step::Add => {
                        rows.add();
                        plain.push(String::new());
                    }
                    Step::Write(at, text) => {
                        if let Some(key) = key(&rows, at) {
                            rows.get_mut(key).unwrap().1.clone_from(&text);
                            plain[at] = text;
                        }
                    }
                    Step::Duplicate(at) => {
                        if let Some(key) = key(&rows, at) {
                            rows.duplicate(key);
                            plain.insert(at + 1, plain[at].clone());
                        }
                    }
                    Step::Move(from, to) => {
                        if let Some(key) = key(&rows, from) {
                            rows.move_to(key, to);
                            let text = plain.remove(from);
                            plain.insert(to.min(plain.len()), text);
                        }
                    }
                    Step::Remove(at) => {
                        if let Some(key) = key(&rows, at) {
                            removed.push(rows.remove(key).unwrap());
                            gone.push((at, plain.remove(at)));
                        }
                    }
                    Step::Undo => {
                        if let (Some(row), Some((at, text))) = (removed.pop(), gone.pop()) {
                            rows.put_back(row);
                            plain.insert(at.min(plain.len()), text);
                        }
                    }
                }
                let texts: Vec<String> = rows.iter().map(|row| row.1.clone()).collect();
                prop_assert_eq!(&texts, &plain);
                let mut keys = rows.keys();
                keys.sort_unstable();
                keys.dedup();
                prop_assert_eq!(keys.len(), rows.len(), "keys stay unique");
            }
        }
    }
}
