/// A JSON value to be written, members in the order given.
package indirect enum JSONTree {
  case object([(name: String, value: JSONTree)])
  case array([JSONTree])
  /// An array whose elements are made when they are written, each for itself.
  case elements(count: Int, of: (Int) -> JSONTree)
  case string(String)
  case number(UInt64)
  case bool(Bool)
  case null

  /// The value as text: what holds further containers in lines, everything else in one line.
  package var text: [UInt8] {
    var text: [UInt8] = []
    write(to: &text) { _ in }
    return text
  }

  /// Appends the value's text.
  ///
  /// - Parameter passOn: Gets what was appended at every line's end, and may take it away.
  package func write<Failure: Error>(
    to text: inout [UInt8], passOn: (inout [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    try write(to: &text, indent: 0, passOn)
    text.append(UInt8(ascii: "\n"))
    try passOn(&text)
  }

  private func write<Failure: Error>(
    to text: inout [UInt8], indent: Int, _ passOn: (inout [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    switch self {
    case .object(let members):
      let values = Values(count: members.count) { members[$0].value }
      try values.write("{", "}", names: members.map(\.name), to: &text, indent: indent, passOn)
    case .array(let elements):
      let values = Values(count: elements.count) { elements[$0] }
      try values.write("[", "]", to: &text, indent: indent, passOn)
    case .elements(let count, let element):
      let values = Values(count: count, value: element)
      try values.write("[", "]", to: &text, indent: indent, passOn)
    case .string(let string): Self.write(string, to: &text)
    case .number(let number): text += "\(number)".utf8
    case .bool(let value): text += "\(value)".utf8
    case .null: text += "null".utf8
    }
  }

  /// What a container holds.
  private struct Values {
    let count: Int
    let value: (Int) -> JSONTree

    func write<Failure: Error>(
      _ opening: String, _ closing: String, names: [String]? = nil, to text: inout [UInt8],
      indent: Int, _ passOn: (inout [UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
      let isFlat = !(0..<count).contains { value($0).isContainer }
      text += opening.utf8
      for index in 0..<count {
        if index > 0 { text.append(UInt8(ascii: ",")) }
        if !isFlat {
          try startLine(&text, indent: indent + 1, passOn)
        } else if index > 0 {
          text.append(UInt8(ascii: " "))
        }
        if let names {
          JSONTree.write(names[index], to: &text)
          text += ": ".utf8
        }
        try value(index).write(to: &text, indent: indent + 1, passOn)
      }
      if !isFlat { try startLine(&text, indent: indent, passOn) }
      text += closing.utf8
    }

    private func startLine<Failure: Error>(
      _ text: inout [UInt8], indent: Int, _ passOn: (inout [UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
      text.append(UInt8(ascii: "\n"))
      try passOn(&text)
      text += repeatElement(UInt8(ascii: " "), count: 2 * indent)
    }
  }

  private var isContainer: Bool {
    switch self {
    case .object(let members): !members.isEmpty
    case .array(let elements): !elements.isEmpty
    case .elements(let count, _): count > 0
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
