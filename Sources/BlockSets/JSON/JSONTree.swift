/// A JSON value to be written, members in the order given.
package indirect enum JSONTree {
  case object([(name: String, value: JSONTree)])
  case array([JSONTree])
  case string(String)
  case number(UInt64)
  case bool(Bool)
  case null

  /// The value as text: what holds further containers in lines, everything else in one line.
  package var text: [UInt8] {
    var text: [UInt8] = []
    write(to: &text, indent: 0)
    text.append(UInt8(ascii: "\n"))
    return text
  }

  /// Appends the value's text.
  private func write(to text: inout [UInt8], indent: Int) {
    switch self {
    case .object(let members):
      Self.write("{", "}", members.map(\.value), to: &text, indent: indent) { index, text in
        Self.write(members[index].name, to: &text)
        text += ": ".utf8
      }
    case .array(let elements):
      Self.write("[", "]", elements, to: &text, indent: indent) { _, _ in }
    case .string(let string): Self.write(string, to: &text)
    case .number(let number): text += "\(number)".utf8
    case .bool(let value): text += "\(value)".utf8
    case .null: text += "null".utf8
    }
  }

  private static func write(
    _ opening: String, _ closing: String, _ values: [JSONTree], to text: inout [UInt8],
    indent: Int, label: (Int, inout [UInt8]) -> Void
  ) {
    let isFlat = !values.contains(where: \.isContainer)
    text += opening.utf8
    for (index, value) in values.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      if !isFlat {
        startLine(&text, indent: indent + 1)
      } else if index > 0 {
        text.append(UInt8(ascii: " "))
      }
      label(index, &text)
      value.write(to: &text, indent: indent + 1)
    }
    if !isFlat { startLine(&text, indent: indent) }
    text += closing.utf8
  }

  private static func startLine(_ text: inout [UInt8], indent: Int) {
    text.append(UInt8(ascii: "\n"))
    text += repeatElement(UInt8(ascii: " "), count: 2 * indent)
  }

  private var isContainer: Bool {
    switch self {
    case .object(let members): !members.isEmpty
    case .array(let elements): !elements.isEmpty
    default: false
    }
  }

  /// Writes a string with the escapes that RFC 8259 asks for.
  private static func write(_ string: String, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "\""))
    for byte in string.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        text += [UInt8(ascii: "\\"), byte]
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        text += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
      default: text.append(byte)
      }
    }
    text.append(UInt8(ascii: "\""))
  }
}
