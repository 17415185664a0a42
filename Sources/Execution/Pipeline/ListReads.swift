import BlockAccessLists
import EVM
import EthereumTypes
import Scheduling

/// The reads that an access list announces, in the order in which transactions will need them;
/// the code of an account as soon as the account itself was read.
final class ListReads: Sequence, IteratorProtocol {
  private let cache: ReadCache
  private var reads: [ReadCache.Read] = []
  private var position = 0
  /// Accounts that were asked for and whose code was not.
  private var codeless: [Address] = []
  private var firstCodeless = 0

  init(
    _ list: BlockAccessList, order: [TransactionIndex], of block: ExecutableBlock,
    through cache: ReadCache
  ) {
    self.cache = cache
    var seen: Set<ReadCache.Read> = []
    func add(_ read: ReadCache.Read) {
      if seen.insert(read).inserted { reads.append(read) }
    }
    let index = BlockAccessListIndex(list, transactionCount: block.transactions.count)
    // Slots that are only read carry no index. Who calls or changes a contract is the likeliest to
    // read them, so they go with the first that does.
    var unattributed: [Address: [UInt256]] = [:]
    for account in list.accounts where !account.storageReads.isEmpty {
      unattributed[account.address] = account.storageReads
    }
    func addReads(of address: Address) {
      for slot in unattributed.removeValue(forKey: address) ?? [] {
        add(.slot(StorageKey(address: address, slot: slot)))
      }
    }
    for transaction in order {
      let executable = block.transactions[transaction.rawValue]
      if let sender = executable.sender { add(.account(sender)) }
      if let to = executable.transaction.to {
        add(.account(to))
        addReads(of: to)
      }
      for changed in index.changes(at: BlockAccessIndex(transaction)) {
        switch changed {
        case .balance(let address), .nonce(let address), .code(let address):
          add(.account(address))
        case .storage(let address, let slot):
          add(.account(address))
          add(.slot(StorageKey(address: address, slot: slot)))
          addReads(of: address)
        }
      }
    }
    for account in list.accounts {
      add(.account(account.address))
      addReads(of: account.address)
      for slot in account.storageChanges {
        add(.slot(StorageKey(address: account.address, slot: slot.slot)))
      }
    }
  }

  func next() -> ReadCache.Read? {
    if let code = nextCode() { return code }
    guard position < reads.count else { return nil }
    defer { position += 1 }
    if case .account(let address) = reads[position] { codeless.append(address) }
    return reads[position]
  }

  /// The codes that were not known when the reads ended.
  var remainingCodes: [ReadCache.Read] {
    codeless[firstCodeless...].compactMap { address in
      guard let hash = cache.knownAccount(at: address)??.codeHash, hash != .emptyKeccak else {
        return nil
      }
      return .code(hash)
    }
  }

  private func nextCode() -> ReadCache.Read? {
    while firstCodeless < codeless.count {
      guard let account = cache.knownAccount(at: codeless[firstCodeless]) else { return nil }
      firstCodeless += 1
      if let hash = account?.codeHash, hash != .emptyKeccak { return .code(hash) }
    }
    return nil
  }
}
