import Records
import Statistics

/// Pieces that the sections of a page are made of.
enum PageParts {
  /// A table's column.
  struct Column {
    let title: Markup
    let isNumber: Bool

    /// A column of numbers.
    static func number(_ title: Markup) -> Column { Column(title: title, isNumber: true) }
    /// A column of texts.
    static func text(_ title: Markup) -> Column { Column(title: title, isNumber: false) }
  }

  /// A table that scrolls by itself where the page is too narrow for it; its first column stays.
  static func table(_ kind: String = "", _ columns: [Column], _ rows: [[Markup]]) -> Markup {
    let cells = columns.map { column in
      Markup("th", ["scope": "col", "class": column.isNumber ? "number" : ""], column.title)
    }
    let body = rows.map { row in
      Markup(
        "tr", [:],
        zip(columns, row).enumerated().map { number, cell in
          number == 0
            ? Markup("th", ["scope": "row"], cell.1)
            : Markup("td", cell.0.isNumber ? ["class": "number"] : [:], cell.1)
        })
    }
    // Whoever cannot use a pointer scrolls by keys, for which it must take the focus.
    return Markup(
      "div", ["class": "scroll", "tabindex": "0"],
      Markup(
        "table", ["class": kind],
        [Markup("thead", [:], Markup("tr", [:], cells)), Markup("tbody", [:], body)]))
  }

  /// A chart with what it shows, what to know of it, and its numbers.
  static func figure(
    _ title: String, _ note: Markup, _ chart: Markup, numbers: Markup = .nothing
  ) -> Markup {
    Markup(
      "figure", ["class": "chart"],
      Markup(
        "figcaption", [:], Markup("strong", [:], .text(title)), " ",
        Markup("span", ["class": "note"], note)),
      chart, numbers)
  }

  /// The numbers of a chart, to be unfolded.
  static func numbers(_ columns: [Column], _ rows: [[Markup]]) -> Markup {
    Markup(
      "details", ["class": "numbers"], Markup("summary", [:], "Numbers"), table("", columns, rows))
  }

  /// A number as it is shown, with all its digits for programs.
  static func number(_ value: Double?, _ text: (Double) -> String) -> Markup {
    guard let value else { return .text(NumberText.none) }
    return Markup("data", ["value": "\(value)"], .text(text(value)))
  }

  /// A word that leads to its definition.
  static func term(_ term: Term, _ words: String? = nil) -> Markup {
    Markup(
      "a", ["class": "term", "href": "#\(term.anchor)"], .text(words ?? term.rawValue))
  }

  /// Names of so many characters are not broken.
  private static let shortName = 20

  /// A strategy's name, marked where it is hypothetical.
  static func name(_ way: WayFigures) -> Markup {
    let name =
      way.name.count <= shortName
      ? Markup("span", ["class": "name"], .text(way.name)) : .text(way.name)
    return way.isHypothetical ? [name, " ", term(.hypothetical, "*")] : name
  }

  /// The name as charts show it.
  static func plainName(_ way: WayFigures) -> String {
    way.isHypothetical ? way.name + " *" : way.name
  }

  /// A second, smaller line of a cell.
  static func small(_ markup: Markup) -> Markup { Markup("small", [:], markup) }

  /// From … to …
  static func range(_ interval: Interval?, _ text: (Double) -> String) -> Markup {
    guard let interval else { return .nothing }
    return small(.text("\(text(interval.low)) – \(text(interval.high))"))
  }

  /// What a comparison with the baseline comes to: a sign, a word and the difference.
  static func verdict(_ measure: Answer.Measure, _ text: (Double) -> String) -> Markup {
    guard let difference = measure.difference, let verdict = measure.verdict else {
      return .nothing
    }
    let (kind, sign) =
      switch verdict {
      case .better: ("better", "▲ better")
      case .worse: ("worse", "▼ worse")
      case .noDifferenceShown: ("same", "no difference shown")
      }
    return Markup(
      "span", ["class": "verdict \(kind)"],
      Markup("span", [:], .text(sign)), small(.text(text(difference.difference))))
  }

  static func paragraph(_ kind: String, _ children: Markup...) -> Markup {
    Markup("p", ["class": kind], children)
  }
}

extension Markup: ExpressibleByArrayLiteral {
  init(arrayLiteral pieces: Markup...) { self = .sequence(pieces) }
}
