/// Comma-separated values as in RFC 4180, with a line feed at the end of each line.
package enum CSV {
  /// One line of a file, its line feed included.
  package static func line(_ fields: some Sequence<String>) -> String {
    fields.lazy.map(quoted).joined(separator: ",") + "\n"
  }

  /// A field as it stands in a file: quoted only where RFC 4180 asks for it.
  package static func quoted(_ field: String) -> String {
    let needsQuotes = field.utf8.contains { byte in
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
        || byte == UInt8(ascii: "\r")
    }
    guard needsQuotes else { return field }
    // By byte: Swift sees CR LF as one character, a quote followed by a
    // combining mark as another.
    var bytes: [UInt8] = [UInt8(ascii: "\"")]
    for byte in field.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
    return String(decoding: bytes, as: UTF8.self)
  }
}
