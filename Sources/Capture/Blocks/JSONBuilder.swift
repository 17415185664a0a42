/// JSON text that is put together from its parts, without space and in their order.
struct JSONBuilder {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// Appends a value that is JSON already.
  mutating func append(_ value: some Sequence<UInt8>) {
    bytes.append(contentsOf: value)
    needsComma = true
  }

  /// Appends an object whose members `body` appends.
  mutating func object(_ body: (inout JSONBuilder) -> Void) {
    bytes.append(UInt8(ascii: "{"))
    needsComma = false
    body(&self)
    bytes.append(UInt8(ascii: "}"))
    needsComma = true
  }

  /// Appends an array, of whose elements `body` appends one each.
  mutating func array<Element>(
    _ elements: [Element], _ body: (Element, inout JSONBuilder) -> Void
  ) {
    bytes.append(UInt8(ascii: "["))
    needsComma = false
    for element in elements {
      separate()
      body(element, &self)
    }
    bytes.append(UInt8(ascii: "]"))
    needsComma = true
  }

  /// Appends a member whose value `body` appends. The name needs no escapes.
  mutating func member(_ name: String, _ body: (inout JSONBuilder) -> Void) {
    separate()
    bytes.append(contentsOf: "\"\(name)\":".utf8)
    needsComma = false
    body(&self)
    needsComma = true
  }

  /// Appends a member whose value is JSON already. The name needs no escapes.
  mutating func member(_ name: String, _ value: String) {
    member(name) { $0.append(value.utf8) }
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }
}
