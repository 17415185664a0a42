import EVM
import EthereumTypes

/// The keys and values of a database of starting states.
///
/// One key space: a letter for the kind, then the chain's number in the block set (code has none,
/// chains share it), then what identifies the record; all big-endian, so that an account's slots
/// lie beside each other.
enum StoreRecord {
  /// Raised when the same state gives other records.
  static let format = 2
  /// The key of the record that is written last.
  static let completenessKey = Array("complete".utf8)

  private static let accountSize = 73

  static func accountKey(_ chain: UInt32, _ address: Address) -> [UInt8] {
    key("a", chain, size: 25) { address.store(to: $0) }
  }

  static func slotKey(_ chain: UInt32, _ address: Address, _ slot: UInt256) -> [UInt8] {
    key("s", chain, size: 57) {
      address.store(to: $0)
      slot.store(bigEndianTo: $0 + 20)
    }
  }

  static func codeKey(_ hash: Hash32) -> [UInt8] { Array("c".utf8) + hash.bytes }

  private static func key(
    _ kind: Unicode.Scalar, _ chain: UInt32, size: Int, _ store: (UnsafeMutableRawPointer) -> Void
  ) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      guard let base = UnsafeMutableRawPointer(buffer.baseAddress) else { return }
      base.storeBytes(of: UInt8(ascii: kind), as: UInt8.self)
      base.storeBytes(of: chain.bigEndian, toByteOffset: 1, as: UInt32.self)
      store(base + 5)
      count = size
    }
  }

  // MARK: Values

  static func bytes(of account: AccountState) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: accountSize) { buffer, count in
      guard let base = UnsafeMutableRawPointer(buffer.baseAddress) else { return }
      account.balance.store(bigEndianTo: base)
      account.codeHash.store(to: base + 32)
      base.storeBytes(of: account.nonce.bigEndian, toByteOffset: 64, as: UInt64.self)
      base.storeBytes(of: account.hasStorage ? 1 : 0, toByteOffset: 72, as: UInt8.self)
      count = accountSize
    }
  }

  /// The account of a record; `nil` where the record is none.
  static func account(_ bytes: UnsafeRawBufferPointer) -> AccountState? {
    guard bytes.count == accountSize, let base = bytes.baseAddress, bytes[72] <= 1 else {
      return nil
    }
    return AccountState(
      nonce: UInt64(bigEndian: base.loadUnaligned(fromByteOffset: 64, as: UInt64.self)),
      balance: UInt256(bigEndian: base), codeHash: Hash32(bigEndian: base + 32),
      hasStorage: bytes[72] == 1)
  }

  /// The value of a slot's record; `nil` where the record is none.
  static func word(_ bytes: UnsafeRawBufferPointer) -> UInt256? {
    guard bytes.count == 32, let base = bytes.baseAddress else { return nil }
    return UInt256(bigEndian: base)
  }
}
