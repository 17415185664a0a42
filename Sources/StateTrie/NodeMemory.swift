import EthereumTypes

/// A block of memory that nodes lie in.
final class NodeSlab: @unchecked Sendable {
  // Invariant: one allocator writes to the memory until the trie of its nodes is handed out; from
  // then on threads only read it.
  let start: UnsafeMutableRawPointer
  let byteCount: Int

  init(byteCount: Int) {
    start = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 16)
    self.byteCount = byteCount
  }

  deinit { start.deallocate() }
}

/// The memory of one version of a trie: what the update that made it added, and the memory of the
/// version before, with which it shares nodes.
///
/// Nodes have no reference counts: copying a branch would otherwise write to its 15 siblings, and
/// that costs more than hashing. What an update replaced stays until ``NodeTree/reclaim()`` moves
/// the living nodes together.
final class NodeMemory: Sendable {
  // Only the deinitializer, which is alone by then, takes it away.
  nonisolated(unsafe) private var origin: NodeMemory?
  private let slabs: [NodeSlab]
  /// The bytes of this version's memory and of all before it.
  let byteCount: Int
  /// The bytes when the living nodes last lay together.
  let compactByteCount: Int

  init(slabs: [NodeSlab], origin: NodeMemory? = nil) {
    let added = slabs.reduce(0) { $0 + $1.byteCount }
    self.slabs = slabs
    self.origin = origin
    byteCount = added + (origin?.byteCount ?? 0)
    compactByteCount = origin?.compactByteCount ?? added
  }

  deinit {
    // One after the other: thousands of nested deinitializers would exhaust the stack.
    var next = origin.take()
    while next != nil, isKnownUniquelyReferenced(&next) { next = next?.origin.take() }
  }
}

/// Hands out the memory of new nodes.
struct NodeAllocator: ~Copyable {
  private static let slabSizes = (least: 1 << 12, most: 1 << 20)

  /// The memory that was handed out, which lives as long as something holds these.
  private(set) var slabs: [NodeSlab] = []
  private var next: UnsafeMutableRawPointer?
  private var room = 0

  /// Memory for `byteCount` bytes, aligned for any node.
  mutating func allocate(byteCount: Int) -> UnsafeMutableRawPointer {
    let size = (byteCount + 15) & ~15
    if size <= room, let start = next {
      next = start + size
      room &-= size
      return start
    }
    return allocateFromNewSlab(size)
  }

  /// Puts a node's content into memory.
  mutating func place<Content: BitwiseCopyable>(
    _ content: Content
  ) -> UnsafeMutablePointer<Content> {
    allocate(byteCount: MemoryLayout<Content>.size)
      .initializeMemory(as: Content.self, repeating: content, count: 1)
  }

  /// Puts a value's bytes into memory.
  mutating func place(_ value: some Collection<UInt8>) -> NodeValue {
    let start = allocate(byteCount: value.count)
    UnsafeMutableRawBufferPointer(start: start, count: value.count).copyBytes(from: value)
    return NodeValue(start: start, count: value.count)
  }

  @inline(never)
  private mutating func allocateFromNewSlab(_ size: Int) -> UnsafeMutableRawPointer {
    let doubled = min(2 * (slabs.last?.byteCount ?? 0), Self.slabSizes.most)
    let slab = NodeSlab(byteCount: max(size, doubled, Self.slabSizes.least))
    slabs.append(slab)
    next = slab.start + size
    room = slab.byteCount - size
    return slab.start
  }
}

extension NodeAllocator {
  /// Puts the encoding of a slot's value, which is not zero, into memory.
  mutating func place(_ value: UInt256) -> NodeValue {
    // The number is written with what follows it.
    let start = allocate(byteCount: 1 + 32)
    var target = RLPTarget(start)
    target.append(uint: value)
    return NodeValue(start: start, count: target.end)
  }
}
