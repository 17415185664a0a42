extension OptionValue {
  /// The value in YAML's flow style, on one line; reads back as the same value.
  package var flowStyle: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .number(let value): Self.text(of: value)
    case .string(let text): Self.text(of: text)
    case .list(let items): "[" + items.map(\.flowStyle).joined(separator: ", ") + "]"
    case .mapping(let entries):
      "{"
        + entries.map { "\(Self.text(of: $0.key)): \($0.value.flowStyle)" }
        .joined(separator: ", ") + "}"
    }
  }

  /// The options as `key=value` pairs with a space between them; empty if there are none.
  package var canonicalText: String {
    guard case .mapping(let entries) = self else { return flowStyle }
    return entries.map { "\($0.key)=\($0.value.flowStyle)" }.joined(separator: " ")
  }

  private static func text(of number: Double) -> String {
    if number.isNaN { return ".nan" }
    if number.isInfinite { return number < 0 ? "-.inf" : ".inf" }
    return number.description
  }

  private static func text(of string: String) -> String {
    let isPlain =
      YAMLScalar(string, isString: false).value == .string
      && string.unicodeScalars.allSatisfy { scalar in
        scalar.isASCII
          && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || "-_./".unicodeScalars.contains(scalar))
      } && string.first?.isLetter == true
    return isPlain ? string : YAMLQuoting.quoted(string)
  }
}
