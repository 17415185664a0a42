/// Writes one line of JSON, of which every text is known to need no escapes.
struct JSONLineWriter {
  private(set) var bytes: [UInt8] = []
  private var isFirst = true

  /// An object; its members are written by the body.
  mutating func object(_ body: (inout JSONLineWriter) -> Void) {
    enclosed("{", "}", body)
  }

  /// An array; each element is written by the body.
  mutating func array<Element>(
    _ elements: [Element], _ body: (inout JSONLineWriter, Element) -> Void
  ) {
    enclosed("[", "]") { writer in
      for element in elements {
        writer.separate()
        body(&writer, element)
      }
    }
  }

  mutating func text(_ text: String) { append("\"\(text)\"") }

  // MARK: Members

  mutating func number(_ key: String, _ value: Int) { member(key) { $0.append("\(value)") } }

  mutating func flag(_ key: String, _ value: Bool) { member(key) { $0.append("\(value)") } }

  mutating func text(_ key: String, _ value: String?) {
    member(key) { writer in
      if let value { writer.text(value) } else { writer.append("null") }
    }
  }

  mutating func array<Element>(
    _ key: String, _ elements: [Element], _ body: (inout JSONLineWriter, Element) -> Void
  ) {
    member(key) { $0.array(elements, body) }
  }

  mutating func hexadecimal(_ key: String, _ data: [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    member(key) { writer in
      writer.append("\"0x")
      for byte in data {
        writer.bytes.append(digits[Int(byte >> 4)])
        writer.bytes.append(digits[Int(byte & 15)])
      }
      writer.append("\"")
    }
  }

  private mutating func member(_ key: String, _ value: (inout JSONLineWriter) -> Void) {
    separate()
    append("\"\(key)\":")
    value(&self)
  }

  private mutating func enclosed(
    _ opening: String, _ closing: String, _ body: (inout JSONLineWriter) -> Void
  ) {
    append(opening)
    isFirst = true
    body(&self)
    append(closing)
    isFirst = false
  }

  private mutating func separate() {
    if !isFirst { append(",") }
    isFirst = false
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }
}
