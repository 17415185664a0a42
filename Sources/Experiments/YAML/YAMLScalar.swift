/// A scalar: its text, and whether it was quoted.
package struct YAMLScalar: Equatable, Sendable {
  /// What a scalar stands for under the core schema of YAML 1.2.
  package enum Value: Equatable, Sendable {
    case null
    case bool(Bool)
    /// An integer; too large ones keep their digits only.
    case integer(magnitude: UInt64?, isNegative: Bool)
    case number(Double)
    case string
  }

  /// The text, without quotes and escapes.
  package let text: String
  /// What it stands for.
  package let value: Value

  /// A scalar; a quoted one (or one tagged `!!str`) is a string whatever it contains.
  package init(_ text: String, isString: Bool) {
    self.text = text
    value = isString ? .string : Self.coreValue(of: text)
  }

  /// The scalar as an error names it.
  package var summary: String {
    let shown = text.unicodeScalars.count > 40 ? String(text.prefix(40)) + "…" : text
    return switch value {
    case .null: "nothing"
    case .bool: "the truth value \(shown)"
    case .integer: "the integer \(shown)"
    case .number: "the number \(shown)"
    case .string: "the string '\(shown)'"
    }
  }

  // YAML 1.2.2, section 10.3.2, tag resolution.
  private static func coreValue(of text: String) -> Value {
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .bool(true)
    case "false", "False", "FALSE": return .bool(false)
    case ".nan", ".NaN", ".NAN": return .number(.nan)
    case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .number(.infinity)
    case "-.inf", "-.Inf", "-.INF": return .number(-.infinity)
    default: return integer(text) ?? number(text) ?? .string
    }
  }

  private static func integer(_ text: String) -> Value? {
    let bytes = Array(text.utf8)
    func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
    if text.hasPrefix("0x"), bytes.count > 2, bytes.dropFirst(2).allSatisfy(isHexDigit) {
      return .integer(magnitude: UInt64(text.dropFirst(2), radix: 16), isNegative: false)
    }
    if text.hasPrefix("0o"), bytes.count > 2,
      bytes.dropFirst(2).allSatisfy({ isDigit($0) && $0 < UInt8(ascii: "8") })
    {
      return .integer(magnitude: UInt64(text.dropFirst(2), radix: 8), isNegative: false)
    }
    let isNegative = text.hasPrefix("-")
    let digits = isNegative || text.hasPrefix("+") ? text.dropFirst() : text[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy(isDigit) else { return nil }
    return .integer(magnitude: UInt64(digits), isNegative: isNegative)
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }

  // [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?
  private static func number(_ text: String) -> Value? {
    var rest = Substring(text)
    func dropDigits() -> Int {
      let digits = rest.prefix { $0.isASCII && $0.isWholeNumber }
      rest = rest.dropFirst(digits.count)
      return digits.count
    }
    if rest.first == "-" || rest.first == "+" { rest = rest.dropFirst() }
    let whole = dropDigits()
    var fraction = 0
    if rest.first == "." {
      rest = rest.dropFirst()
      fraction = dropDigits()
    }
    guard whole + fraction > 0 else { return nil }
    if rest.first == "e" || rest.first == "E" {
      rest = rest.dropFirst()
      if rest.first == "-" || rest.first == "+" { rest = rest.dropFirst() }
      guard dropDigits() > 0 else { return nil }
    }
    guard rest.isEmpty else { return nil }
    return Double(text).map(Value.number)
  }
}
