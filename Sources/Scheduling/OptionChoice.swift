/// An option whose value is one of a fixed list of kebab-case words.
///
/// Conform a `String` enumeration to it: a word that is not in the list is answered with the list.
public protocol OptionChoice: RawRepresentable, CaseIterable, Decodable, Sendable
where RawValue == String {}

extension OptionChoice {
  /// Decodes the word, or throws an error that lists the words there are.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let word = try container.decode(String.self)
    guard let value = Self(rawValue: word) else {
      let choices = Self.allCases.map(\.rawValue).joined(separator: ", ")
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "unknown value '\(word)': expected one of \(choices)")
    }
    self = value
  }
}
