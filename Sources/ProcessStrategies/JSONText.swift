import Foundation

/// Pieces of JSON, and what is said of wrong ones.
package enum JSONText {
  /// A text in quotes.
  package static func string(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// What is wrong with a text that could not be decoded, and where in it.
  static func reason(_ error: any Error, in line: [UInt8]) -> String {
    guard let error = error as? DecodingError else { return "\(error)" }
    switch error {
    case .keyNotFound(let key, let context):
      return "\(place(context))the key '\(key.stringValue)' is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return "\(place(context))\(context.debugDescription)"
    case .dataCorrupted: return syntaxError(in: line) ?? "a number is no integer of 64 bits"
    @unknown default: return "\(error)"
    }
  }

  /// Where a text is no JSON, which the decoder does not say.
  private static func syntaxError(in line: [UInt8]) -> String? {
    do {
      _ = try JSONSerialization.jsonObject(with: Data(line))
      return nil
    } catch {
      return (error as NSError).userInfo["NSDebugDescription"] as? String ?? "\(error)"
    }
  }

  private static func place(_ context: DecodingError.Context) -> String {
    guard !context.codingPath.isEmpty else { return "" }
    let path = context.codingPath.map { key in
      key.intValue.map { "[\($0)]" } ?? key.stringValue
    }
    return "at \(path.joined()): "
  }
}
