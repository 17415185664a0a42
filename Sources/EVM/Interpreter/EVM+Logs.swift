import EthereumTypes

/// LOG0 to LOG4.
extension EVM {
  /// Pays for and emits a log whose operands are offset, size, and then `topics` topics.
  ///
  /// - Returns: The gas left, or −1 when it does not suffice.
  @inline(never)
  mutating func emitLog(
    _ frame: UnsafeMutablePointer<Frame>, topics: Int, operands: UnsafeMutablePointer<UInt256>,
    gas: Int64
  ) -> Int64 {
    // A failure must leave the memory as it was, so it grows last.
    let size = operands[-1].clampedUInt64
    if size > FrameMemory.limit { return -1 }
    var left = gas - GasSchedule.logByte * Int64(size)
    if left < 0 { return -1 }
    left = grow(frame, offset: operands[0], size: operands[-1], wordCost: 0, gas: left)
    if left < 0 { return -1 }
    let region = MemoryRegion(paidOffset: operands[0], size: operands[-1])
    let words = [Hash32](unsafeUninitializedCapacity: topics) { buffer, count in
      for index in 0..<topics { buffer[index] = Hash32(word: operands[-2 - index]) }
      count = topics
    }
    state.emit(
      Log(
        address: frame.pointee.address, topics: words,
        data: [UInt8](frame.pointee.bytes(region))))
    return left
  }
}

extension Log {
  /// The account in whose name the protocol logs moves of value (EIP-7708).
  static let systemAddress = Address(
    high: 0xffff_ffff_ffff_ffff, middle: 0xffff_ffff_ffff_ffff, low: 0xffff_fffe)

  private static let transferTopic = keccak256(Array("Transfer(address,address,uint256)".utf8))
  private static let burnTopic = keccak256(Array("Burn(address,uint256)".utf8))

  /// A move of value between accounts (EIP-7708).
  package static func transfer(from sender: Address, to recipient: Address, value: UInt256) -> Log {
    Log(
      address: systemAddress,
      topics: [transferTopic, Hash32(word: sender.word), Hash32(word: recipient.word)],
      data: value.bigEndianBytes)
  }

  /// Value that vanishes with an account (EIP-7708).
  package static func burn(of account: Address, value: UInt256) -> Log {
    Log(
      address: systemAddress, topics: [burnTopic, Hash32(word: account.word)],
      data: value.bigEndianBytes)
  }
}
