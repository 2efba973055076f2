//! A place in an act: a section with its paragraphs, letters, numbers and sentences.

/// How a citation fits a provision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::evaluate) enum Fit {
    /// It is about this provision.
    Exact,
    /// It is about a section, and this provision is what that asks first of all.
    Chief,
    /// It is about more than this provision, or about a part of it.
    Near,
}

/// A section, or a part of it; what is not named is empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Place {
    /// The number, `7-2`.
    pub number: String,
    /// The letter of a section that was put in later, § 7-2 a.
    pub letter: Option<char>,
    /// The paragraphs (ledd).
    pub paragraphs: Vec<u32>,
    /// The letters (bokstav).
    pub letters: Vec<u32>,
    /// The numbers (nr.).
    pub numbers: Vec<u32>,
    /// The sentences (punktum).
    pub sentences: Vec<u32>,
}

impl Place {
    pub fn section(number: &str) -> Self {
        Self { number: number.to_owned(), ..Self::default() }
    }

    pub fn is_whole_section(&self) -> bool {
        self.parts().iter().all(|part| part.is_empty())
    }

    /// The section as provisions' ids have it, `7-2-a`.
    pub fn section_id(&self) -> String {
        self.letter.map_or_else(|| self.number.clone(), |letter| format!("{}-{letter}", self.number))
    }

    /// How this citation fits a provision's place; none where they have nothing in common.
    pub fn fit(&self, provision: &Self) -> Option<Fit> {
        if (&self.number, self.letter) != (&provision.number, provision.letter) {
            // `§ 7` where sections are numbered by chapter is all of chapter 7.
            let chapter = provision.number.split_once('-').map(|(chapter, _)| chapter);
            let is_chapter = self.letter.is_none() && self.is_whole_section() && chapter == Some(&self.number);
            return is_chapter.then_some(Fit::Near);
        }
        let pairs = || self.parts().into_iter().zip(provision.parts());
        let apart = |(cited, of): (&[u32], &[u32])| {
            !cited.is_empty() && !of.is_empty() && !cited.iter().any(|part| of.contains(part))
        };
        if pairs().any(apart) {
            return None;
        }
        Some(match pairs().all(|(cited, of)| cited == of) {
            true => Fit::Exact,
            false if self.is_whole_section() && provision.is_chief() => Fit::Chief,
            false => Fit::Near,
        })
    }

    /// Whether it is a section's first paragraph, or all of it.
    fn is_chief(&self) -> bool {
        Self { paragraphs: Vec::new(), ..self.clone() }.is_whole_section() && self.paragraphs.iter().all(|at| *at == 1)
    }

    fn parts(&self) -> [&[u32]; 4] {
        [&self.paragraphs, &self.letters, &self.numbers, &self.sentences]
    }
}
