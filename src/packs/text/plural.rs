//! Which form a count takes, as gettext's `Plural-Forms` says it: `nplurals=2; plural=(n != 1);`. The rule is worked out for
//! each count once, so that the page carries a list and no reader of rules.

/// How many forms there are, and the list that `Language::forms` holds. None where the rule cannot be read, or gives a form
/// that there is not.
pub fn forms(rule: &str) -> Option<(usize, Vec<u8>)> {
    let (count, plural) = rule.trim().trim_end_matches(';').split_once(';')?;
    let count: usize = count.trim().strip_prefix("nplurals=")?.parse().ok()?;
    let plural = plural.trim().strip_prefix("plural=")?;
    if plural.len() > 500 || count > 6 {
        return None;
    }
    let form = |n| {
        let mut rule = Rule { rest: plural, n };
        let form = rule.choice()?;
        (rule.rest.trim().is_empty() && form >= 0 && (form as usize) < count).then_some(form as u8)
    };
    Some((count, (0..200).map(form).collect::<Option<_>>()?))
}

/// The operators of two sides, those that bind least first. Of two that begin alike, the longer first.
const LEVELS: [&[&str]; 6] = [&["||"], &["&&"], &["==", "!="], &["<=", ">=", "<", ">"], &["+", "-"], &["*", "/", "%"]];

/// What is left to read of a rule, for one count.
struct Rule<'r> {
    rest: &'r str,
    n: i64,
}

impl Rule<'_> {
    fn take(&mut self, sign: &str) -> bool {
        let after = self.rest.trim_start().strip_prefix(sign);
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    /// `condition ? form : form`.
    fn choice(&mut self) -> Option<i64> {
        let condition = self.level(0)?;
        if !self.take("?") {
            return Some(condition);
        }
        let yes = self.choice()?;
        let no = self.take(":").then(|| self.choice())??;
        Some(if condition != 0 { yes } else { no })
    }

    fn level(&mut self, level: usize) -> Option<i64> {
        let Some(operators) = LEVELS.get(level) else { return self.single() };
        let mut left = self.level(level + 1)?;
        while let Some(operator) = operators.iter().find(|operator| self.take(operator)) {
            left = apply(operator, left, self.level(level + 1)?)?;
        }
        Some(left)
    }

    fn single(&mut self) -> Option<i64> {
        if self.take("(") {
            let inner = self.choice()?;
            return self.take(")").then_some(inner);
        }
        if self.take("!") {
            return Some((self.single()? == 0).into());
        }
        if self.take("n") {
            return Some(self.n);
        }
        let rest = self.rest.trim_start();
        let digits = rest.len() - rest.trim_start_matches(|sign: char| sign.is_ascii_digit()).len();
        let number = rest[..digits].parse().ok();
        self.rest = &rest[digits..];
        number
    }
}

fn apply(operator: &str, left: i64, right: i64) -> Option<i64> {
    Some(match operator {
        "||" => (left != 0 || right != 0).into(),
        "&&" => (left != 0 && right != 0).into(),
        "==" => (left == right).into(),
        "!=" => (left != right).into(),
        "<=" => (left <= right).into(),
        ">=" => (left >= right).into(),
        "<" => (left < right).into(),
        ">" => (left > right).into(),
        "+" => left.checked_add(right)?,
        "-" => left.checked_sub(right)?,
        "*" => left.checked_mul(right)?,
        "/" => left.checked_div(right)?,
        _ => left.checked_rem(right)?,
    })
}

#[cfg(test)]
mod tests {
    use super::forms;

    #[test]
    fn counts_take_the_forms_that_the_rule_gives() {
        let of = |rule: &str| forms(rule).map(|(_, forms)| forms).unwrap_or_default();
        let english = of("nplurals=2; plural=(n != 1);");
        assert_eq!([0, 1, 2, 11, 101].map(|n| english[n]), [1, 0, 1, 1, 1]);
        let polish = of("nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);");
        assert_eq!([0, 1, 2, 4, 5, 11, 12, 21, 22, 101, 112, 122].map(|n| polish[n]), [2, 0, 1, 1, 2, 2, 2, 2, 1, 2, 2, 1]);
        let arabic = of("nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;");
        assert_eq!([0, 1, 2, 3, 11, 100, 102, 103].map(|n| arabic[n]), [0, 1, 2, 3, 4, 5, 5, 3]);
        assert_eq!(of("nplurals=1; plural=0;"), [0; 200]);
        assert_eq!(of("nplurals=2; plural=!(n-1) + 2*0 < 1 ? 1 : 0")[..3], [1, 0, 1]);
    }

    #[test]
    fn what_is_no_rule_is_refused() {
        for rule in [
            "",
            "nplurals=2",
            "nplurals=2; plural=",
            "nplurals=2; plural=(n",
            "nplurals=1; plural=n",
            "nplurals=2; plural=n%0",
            "nplurals=2; plural=1 1",
            "nplurals=2; plural=x",
            "nplurals=2; plural=n ? 1",
        ] {
            assert!(forms(rule).is_none(), "{rule}");
        }
    }
}
