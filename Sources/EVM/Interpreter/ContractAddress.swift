import EthereumTypes

/// The addresses of created contracts.
package enum ContractAddress {
  /// Where CREATE, or a creating transaction, puts a contract.
  package static func created(by sender: Address, nonce: UInt64) -> Address {
    // RLP of [sender, nonce]: 1 + 21 + at most 9 bytes, so the list's header is one byte.
    withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) { buffer in
      var count = 22
      buffer[1] = 0x80 + 20
      if let base = buffer.baseAddress { sender.store(to: base + 2) }
      if nonce < 0x80 {
        buffer[count] = nonce == 0 ? 0x80 : UInt8(truncatingIfNeeded: nonce)
        count += 1
      } else {
        let size = (71 - nonce.leadingZeroBitCount) / 8
        buffer[count] = 0x80 + UInt8(size)
        for index in 1...size {
          buffer[count + index] = UInt8(truncatingIfNeeded: nonce >> UInt64(8 * (size - index)))
        }
        count += 1 + size
      }
      buffer[0] = 0xc0 + UInt8(count - 1)
      return Address(word: keccak256(UnsafeRawBufferPointer(rebasing: buffer[..<count])).word)
    }
  }

  /// Where CREATE2 puts a contract (EIP-1014).
  package static func created(by sender: Address, salt: UInt256, initCodeHash: Hash32) -> Address {
    withUnsafeTemporaryAllocation(byteCount: 85, alignment: 8) { buffer in
      buffer[0] = 0xff
      if let base = buffer.baseAddress {
        sender.store(to: base + 1)
        salt.store(bigEndianTo: base + 21)
        initCodeHash.store(to: base + 53)
      }
      return Address(word: keccak256(UnsafeRawBufferPointer(buffer)).word)
    }
  }
}
