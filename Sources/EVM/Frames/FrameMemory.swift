/// The memory of a frame: a buffer that grows by doubling and is kept for the next frame.
struct FrameMemory {
  private(set) var base: UnsafeMutableRawPointer
  /// Bytes in use, a multiple of 32; all bytes below were zeroed when they came into use.
  private(set) var count = 0
  private var capacity: Int

  /// No gas limit in use pays for more (3.5 · 10¹³ gas).
  static let limit: UInt64 = 1 << 32

  init() {
    capacity = 4096
    base = .allocate(byteCount: capacity, alignment: 32)
  }

  func deallocate() { base.deallocate() }

  /// Empties the memory for the next frame.
  mutating func reset() { count = 0 }

  /// One more than the last offset at which a whole word is in use.
  @inline(__always)
  var wordLimit: UInt64 { count == 0 ? 0 : UInt64(count - 31) }

  /// Makes `size` bytes, a multiple of 32, the bytes in use.
  mutating func grow(to size: Int) {
    if size > capacity { reallocate(size) }
    (base + count).initializeMemory(as: UInt8.self, repeating: 0, count: size - count)
    count = size
  }

  /// Makes the memory hold the output of a precompiled contract, which has no frame.
  mutating func hold(_ bytes: [UInt8]) -> UnsafeRawBufferPointer {
    count = 0
    if bytes.count > capacity { reallocate(bytes.count) }
    bytes.withUnsafeBytes { source in
      if let start = source.baseAddress { base.copyMemory(from: start, byteCount: source.count) }
    }
    return UnsafeRawBufferPointer(start: base, count: bytes.count)
  }

  private mutating func reallocate(_ size: Int) {
    while capacity < size { capacity *= 2 }
    let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 32)
    larger.copyMemory(from: base, byteCount: count)
    base.deallocate()
    base = larger
  }

  /// The gas for a memory of this many words in all.
  @inline(__always)
  static func cost(words: Int64) -> Int64 {
    GasSchedule.memoryWord &* words &+ (words &* words) >> 9
  }
}

/// A part of a frame's memory that is in use.
struct MemoryRegion {
  var offset: Int
  var count: Int
}
