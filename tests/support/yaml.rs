//! Records as the generator makes them: what is stated, before it is written in any layout.

use medvirk::field::Section;

/// A value of a record.
#[derive(Clone, PartialEq)]
pub enum Yaml {
    /// A word with a meaning, such as `ja` or `2026-03-01`: never quoted.
    Word(String),
    /// Free text: quoted or not, as the layout likes.
    Text(String),
    /// The id of an item of the section with this name.
    Id(&'static str, String),
    /// A reference to an item of the section with this name.
    Reference(&'static str, String),
    /// Several sources' statements.
    Statements(Vec<Yaml>),
    /// A list.
    List(Vec<Yaml>),
    /// Keys and values.
    Map(Vec<(String, Yaml)>),
}

/// A failing record is shown as people write it.
impl std::fmt::Debug for Yaml {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "\n{}\n", super::layout::plain(self))
    }
}

impl Yaml {
    /// A word.
    pub fn word(word: impl Into<String>) -> Self {
        Self::Word(word.into())
    }

    /// The keys and values of a mapping.
    pub fn entries(&mut self) -> &mut Vec<(String, Self)> {
        match self {
            Self::Map(entries) => entries,
            other => panic!("keys are expected, not {other:?}"),
        }
    }

    /// The values inside, in the order they stand.
    pub fn children(&mut self) -> Vec<&mut Self> {
        match self {
            Self::Statements(items) | Self::List(items) => items.iter_mut().collect(),
            Self::Map(entries) => entries.iter_mut().map(|(_, value)| value).collect(),
            _ => Vec::new(),
        }
    }

    /// Calls for this value and all inside it, outermost first.
    pub fn visit(&mut self, visit: &mut impl FnMut(&mut Self)) {
        visit(self);
        for child in self.children() {
            child.visit(visit);
        }
    }

    /// The ids of the items, with the names of their sections.
    pub fn ids(&mut self) -> Vec<(&'static str, String)> {
        let mut ids = Vec::new();
        self.visit(&mut |value| {
            if let Self::Id(section, id) = value {
                ids.push((*section, id.clone()));
            }
        });
        ids
    }

    /// Lets every reference name an item that exists; what could name none is not known.
    pub fn resolve(&mut self) {
        let ids = self.ids();
        self.visit(&mut |value| {
            let Self::Reference(target, wanted) = &*value else { return };
            let known: Vec<&String> = ids.iter().filter(|(section, _)| section == target).map(|(_, id)| id).collect();
            if known.contains(&wanted) {
                return;
            }
            let position = wanted.len() + wanted.bytes().map(usize::from).sum::<usize>();
            *value = match known.get(position % known.len().max(1)) {
                Some(id) => Self::Reference(target, (*id).clone()),
                None => Self::word("ukjent"),
            };
        });
    }

    /// References to items that are not there are not known.
    pub fn loosen(&mut self) {
        let ids = self.ids();
        self.visit(&mut |value| {
            let Self::Reference(target, wanted) = &*value else { return };
            if !ids.iter().any(|(section, id)| section == target && id == wanted) {
                *value = Self::word("ukjent");
            }
        });
    }

    /// Leaves out the key or item at a position, counted from the outermost; false where there is none.
    pub fn leave_out(&mut self, position: usize) -> bool {
        let mut level = vec![self];
        let mut left = position;
        while !level.is_empty() {
            let mut next = Vec::new();
            for value in level {
                match value {
                    Self::Map(entries) => {
                        let kept = entries.iter().take_while(|(key, _)| key == "format").count();
                        if left < entries.len() - kept {
                            entries.remove(kept + left);
                            return true;
                        }
                        left -= entries.len() - kept;
                        next.extend(entries.iter_mut().map(|(_, value)| value));
                    }
                    Self::List(items) | Self::Statements(items) => {
                        if left < items.len() {
                            items.remove(left);
                            return true;
                        }
                        left -= items.len();
                        next.extend(items.iter_mut());
                    }
                    _ => {}
                }
            }
            level = next;
        }
        false
    }

    /// Whether it is written on one line without brackets.
    pub const fn is_scalar(&self) -> bool {
        matches!(self, Self::Word(_) | Self::Text(_) | Self::Id(..) | Self::Reference(..))
    }
}

/// A section's name as the start of an id.
pub fn id_of(section: &Section, number: usize) -> String {
    format!("{}-{number}", section.name.to_lowercase())
}
