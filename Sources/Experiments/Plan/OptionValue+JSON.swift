import ProcessStrategies

extension OptionValue {
  /// The value as JSON on one line, keys in order. What JSON has no number for is a string.
  package var json: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .number(let value): value.isFinite ? value.description : "\"\(value)\""
    case .string(let text): JSONText.string(text)
    case .list(let items): "[" + items.map(\.json).joined(separator: ",") + "]"
    case .mapping(let entries):
      "{"
        + entries.map { "\(JSONText.string($0.key)):\($0.value.json)" }.joined(separator: ",")
        + "}"
    }
  }
}
