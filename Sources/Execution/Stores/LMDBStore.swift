import EVM
import EthereumTypes

/// The state that one chain of a block set starts from, read from a database.
final class LMDBStore: StateStore {
  private let database: LMDBDatabase
  private let chain: UInt32

  /// - Parameter chain: The chain's place in the block set, from 0.
  init(_ database: LMDBDatabase, chain: Int) {
    self.database = database
    self.chain = UInt32(chain)
  }

  func chill() throws(StateReadError) { try database.chill() }

  func account(at address: Address) throws(StateReadError) -> AccountState? {
    try database.value(at: StoreRecord.accountKey(chain, address), StoreRecord.account)
  }

  func storage(at address: Address, slot: UInt256) throws(StateReadError) -> UInt256 {
    try database.value(at: StoreRecord.slotKey(chain, address, slot), StoreRecord.word) ?? .zero
  }

  func code(hash: Hash32) throws(StateReadError) -> [UInt8] {
    if hash == .emptyKeccak { return [] }
    guard let code = try database.value(at: StoreRecord.codeKey(hash), { Array($0) }) else {
      throw .codeUnknown(hash)
    }
    return code
  }
}
