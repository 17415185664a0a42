import EthereumTypes

/// Room for the stacks of all frames.
///
/// A frame's stack begins where its caller's ends, so that shallow call chains stay in few cache
/// lines; a new chunk begins when a full stack would not fit. Chunks never move.
struct OperandStack: ~Copyable {
  private static let chunkItems = 16 * 1024
  /// A frame's items, and the place below the first.
  private static let frameItems = 1024 + 1
  private var chunks: [UnsafeMutablePointer<UInt256>]

  init() {
    chunks = [.allocate(capacity: Self.chunkItems)]
  }

  deinit {
    for chunk in chunks { chunk.deallocate() }
  }

  /// The floor of the outermost frame's stack.
  var bottom: UnsafeMutablePointer<UInt256> { chunks[0] }

  /// The floor of a stack above `top`, which lies in chunk number `chunk`.
  @inline(__always)
  mutating func floor(
    above top: UnsafeMutablePointer<UInt256>, chunk: inout Int
  ) -> UnsafeMutablePointer<UInt256> {
    if top - chunks[chunk] + Self.frameItems <= Self.chunkItems { return top }
    chunk += 1
    if chunk == chunks.count { chunks.append(.allocate(capacity: Self.chunkItems)) }
    return chunks[chunk]
  }
}
