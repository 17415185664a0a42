/// The options of a strategy that has none: decoding rejects every key.
public struct NoOptions: Decodable, Sendable {
  /// Creates the empty options.
  public init() {}

  /// Accepts a mapping without keys.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: AnyKey.self)
    guard let key = container.allKeys.first else { return }
    throw DecodingError.dataCorruptedError(
      forKey: key, in: container,
      debugDescription: "unknown option '\(key.stringValue)': this strategy takes no options")
  }

  private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
