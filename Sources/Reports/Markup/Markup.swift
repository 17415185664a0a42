/// A piece of a page or a drawing: text, which is escaped when written, or an element.
indirect enum Markup: ExpressibleByStringInterpolation, Sendable {
  case text(String)
  case element(name: String, attributes: [(name: String, value: String)], children: [Markup])
  /// Pieces one after another.
  case sequence([Markup])
  /// Markup that is written as it stands: our own styles and drawings, never a recorded text.
  case verbatim(String)

  init(stringLiteral text: String) { self = .text(text) }

  /// An element with children; attributes without a value are left out.
  init(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ children: [Markup]
  ) {
    self = .element(
      name: name,
      attributes: attributes.filter { !$0.value.isEmpty }.map { (name: $0.key, value: $0.value) },
      children: children)
  }

  /// An element with children.
  init(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ children: Markup...) {
    self.init(name, attributes, children)
  }

  /// Nothing.
  static let nothing = Markup.sequence([])

  /// The text of the whole.
  var rendered: String {
    var text = ""
    write(to: &text)
    return text
  }

  private func write(to output: inout String) {
    switch self {
    case .text(let text): output += Self.escaped(text)
    case .verbatim(let markup): output += markup
    case .sequence(let pieces):
      for piece in pieces { piece.write(to: &output) }
    case .element(let name, let attributes, let children):
      if Self.startsLine.contains(name) { output += "\n" }
      output += "<\(name)"
      for attribute in attributes {
        output += " \(attribute.name)=\"\(Self.escaped(attribute.value))\""
      }
      if children.isEmpty, Self.isEmpty.contains(name) {
        output += "/>"
        return
      }
      output += ">"
      for child in children { child.write(to: &output) }
      output += "</\(name)>"
    }
  }

  /// Elements that have no end tag where they hold nothing.
  private static let isEmpty: Set = [
    "meta", "br", "col", "rect", "line", "circle", "path", "polyline",
  ]
  /// Elements that begin a line of the file, so that people and `diff` can read it.
  private static let startsLine: Set = [
    "head", "body", "meta", "title", "style", "script", "header", "main", "nav", "section",
    "footer", "h1", "h2", "h3", "h4", "p", "ul", "li", "dl", "dt", "dd", "div", "figure", "details",
    "table", "tr", "svg", "rect", "line", "circle", "path", "polyline", "text", "g", "pre",
  ]

  /// A text in which nothing is markup.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    escaped.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      // HTML has no way to write other control characters.
      case "\n", "\t": escaped.unicodeScalars.append(scalar)
      case "\0"..<" ", "\u{7F}"..<"\u{A0}": escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
