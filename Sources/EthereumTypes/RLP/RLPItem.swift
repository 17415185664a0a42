/// An RLP item as a tree, for data without a type of its own.
package indirect enum RLPItem: Equatable, Sendable {
  case bytes([UInt8])
  case list([RLPItem])

  /// The deepest nesting that decoding accepts unless told otherwise.
  package static let defaultDepth = 256

  /// Decodes exactly one item.
  ///
  /// - Parameter depth: How deep lists may nest; bounds the recursion, hence the stack.
  package init(
    decoding bytes: [UInt8], depth: Int = RLPItem.defaultDepth
  ) throws(RLPError) {
    var decoder = RLPDecoder(bytes)
    self = try RLPItem(from: &decoder, depth: depth)
    try decoder.finish()
  }

  /// Reads the next item of a decoder.
  package init(
    from decoder: inout RLPDecoder, depth: Int = RLPItem.defaultDepth
  ) throws(RLPError) {
    guard decoder.peekIsList else {
      self = .bytes(try decoder.readBytes())
      return
    }
    guard depth > 0 else { throw RLPError(offset: decoder.offset, kind: .tooDeep) }
    var list = try decoder.readList()
    var items: [RLPItem] = []
    while !list.isAtEnd { items.append(try RLPItem(from: &list, depth: depth - 1)) }
    self = .list(items)
  }

  /// Appends the item to an encoder.
  package func encode(to encoder: inout RLPEncoder) {
    switch self {
    case .bytes(let bytes):
      encoder.encode(bytes: bytes)
    case .list(let items):
      encoder.list { list in
        for item in items { item.encode(to: &list) }
      }
    }
  }

  /// The canonical encoding.
  package var encoded: [UInt8] {
    var encoder = RLPEncoder()
    encode(to: &encoder)
    return encoder.result
  }
}
