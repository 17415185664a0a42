import EthereumTypes

/// Growth of memory, and copies into it.
extension EVM {
  /// Pays for and grows the memory to hold `size` bytes at `offset`.
  ///
  /// - Returns: The gas left, or −1, with nothing changed, when it does not suffice.
  @inline(never)
  mutating func grow(
    _ frame: UnsafeMutablePointer<Frame>, offset: UInt256, size: UInt64, gas: Int64
  ) -> Int64 {
    let start = offset.clampedUInt64
    if start > FrameMemory.limit || size > FrameMemory.limit { return -1 }
    let words = Int64((start + size + 31) / 32)
    let wordsBefore = Int64(frame.pointee.memory.count / 32)
    if words <= wordsBefore { return gas }
    let left = gas - FrameMemory.cost(words: words) + FrameMemory.cost(words: wordsBefore)
    if left < 0 { return -1 }
    frame.pointee.memory.grow(to: Int(words) * 32)
    return left
  }

  /// Pays for and grows the memory to hold a region, and pays `wordCost` for each of its words.
  ///
  /// - Returns: The gas left, or −1 when it does not suffice.
  @inline(__always)
  mutating func grow(
    _ frame: UnsafeMutablePointer<Frame>, offset: UInt256, size: UInt256, wordCost: Int64,
    gas: Int64
  ) -> Int64 {
    // An empty region is nowhere, whatever its offset.
    if size.isZero { return gas }
    let count = size.clampedUInt64
    if count > FrameMemory.limit { return -1 }
    let left = gas - wordCost * Int64((count + 31) / 32)
    if left < 0 { return -1 }
    let end = offset.clampedUInt64.addingReportingOverflow(count)
    if !end.overflow, end.partialValue <= UInt64(frame.pointee.memory.count) { return left }
    return grow(frame, offset: offset, size: count, gas: left)
  }

  /// Pays from the gas written back, and grows the memory to hold a region.
  mutating func charge(
    _ frame: UnsafeMutablePointer<Frame>, offset: UInt256, size: UInt256
  ) -> MemoryRegion? {
    let left = grow(frame, offset: offset, size: size, wordCost: 0, gas: frame.pointee.gas)
    if left < 0 { return nil }
    frame.pointee.gas = left
    return MemoryRegion(paidOffset: offset, size: size)
  }

  /// CALLDATACOPY and CODECOPY.
  ///
  /// The operands, at `operands` and below, are the offset in memory, in the source, and the size.
  @inline(never)
  mutating func copy(
    _ source: UnsafeRawBufferPointer, _ frame: UnsafeMutablePointer<Frame>,
    operands: UnsafeMutablePointer<UInt256>, gas: Int64
  ) -> Int64 {
    let left = grow(
      frame, offset: operands[0], size: operands[-2], wordCost: GasSchedule.copyWord, gas: gas)
    if left >= 0 { fill(frame, from: source, operands: operands) }
    return left
  }

  /// Copies to a region that has been paid for; what lies beyond the source's end is zero.
  mutating func fill(
    _ frame: UnsafeMutablePointer<Frame>, from source: UnsafeRawBufferPointer,
    operands: UnsafeMutablePointer<UInt256>
  ) {
    let region = MemoryRegion(paidOffset: operands[0], size: operands[-2])
    if region.count == 0 { return }
    let destination = frame.pointee.memory.base + region.offset
    let from = Int(min(operands[-1].clampedUInt64, UInt64(source.count)))
    let copied = min(region.count, source.count - from)
    if copied > 0, let start = source.baseAddress {
      destination.copyMemory(from: start + from, byteCount: copied)
    }
    (destination + copied).initializeMemory(
      as: UInt8.self, repeating: 0, count: region.count - copied)
  }

  /// RETURNDATACOPY, whose source must not be too short (EIP-211).
  ///
  /// - Returns: −2 when it is.
  @inline(never)
  mutating func copyReturnData(
    _ frame: UnsafeMutablePointer<Frame>, operands: UnsafeMutablePointer<UInt256>, gas: Int64
  ) -> Int64 {
    let left = grow(
      frame, offset: operands[0], size: operands[-2], wordCost: GasSchedule.copyWord, gas: gas)
    if left < 0 { return left }
    let end = operands[-1].clampedUInt64.addingReportingOverflow(operands[-2].clampedUInt64)
    if end.overflow || end.partialValue > UInt64(frame.pointee.returnData.count) { return -2 }
    fill(frame, from: frame.pointee.returnData, operands: operands)
    return left
  }

  /// MCOPY: the regions may overlap.
  @inline(never)
  mutating func copyMemory(
    _ frame: UnsafeMutablePointer<Frame>, operands: UnsafeMutablePointer<UInt256>, gas: Int64
  ) -> Int64 {
    let size = operands[-2]
    if size.isZero { return gas }
    let furthest = max(operands[0], operands[-1])
    let left = grow(
      frame, offset: furthest, size: size, wordCost: GasSchedule.copyWord, gas: gas)
    if left < 0 { return left }
    let base = frame.pointee.memory.base
    (base + Int(operands[0].truncatedUInt64)).copyMemory(
      from: base + Int(operands[-1].truncatedUInt64), byteCount: Int(size.truncatedUInt64))
    return left
  }
}

extension MemoryRegion {
  /// A region that the memory has been grown to hold.
  @inline(__always)
  init(paidOffset offset: UInt256, size: UInt256) {
    count = Int(truncatingIfNeeded: size.truncatedUInt64)
    self.offset = count == 0 ? 0 : Int(truncatingIfNeeded: offset.truncatedUInt64)
  }
}
