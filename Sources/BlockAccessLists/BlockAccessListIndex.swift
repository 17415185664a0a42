import EthereumTypes

/// Something that one index of a block changed.
package enum ChangedResource: Hashable, Sendable {
  case balance(Address)
  case nonce(Address)
  case code(Address)
  case storage(Address, slot: UInt256)
}

/// A block access list turned around: by block access index instead of by account.
package struct BlockAccessListIndex: Sendable {
  /// The number of transactions; the indices are 0…`transactionCount` + 1.
  package let transactionCount: Int
  /// All changes, those of one index together.
  private let resources: [ChangedResource]
  /// Where each index's changes begin in `resources`, with the end appended.
  private let starts: [Int]

  /// Indexes `list`, which must be valid for a block of `transactionCount` transactions: a change
  /// at an index beyond the block traps.
  ///
  /// - Complexity: O(*n* + *t*) for *n* changes and *t* transactions.
  package init(_ list: BlockAccessList, transactionCount: Int) {
    // A counting sort by index keeps the list's order inside each index.
    var starts = [Int](repeating: 0, count: transactionCount + 3)
    list.forEachChange { index, _ in starts[index.rawValue + 1] += 1 }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    var cursors = starts
    self.resources = [ChangedResource](
      unsafeUninitializedCapacity: starts[transactionCount + 2]
    ) { buffer, count in
      list.forEachChange { index, resource in
        buffer.initializeElement(at: cursors[index.rawValue], to: resource)
        cursors[index.rawValue] += 1
        count += 1
      }
    }
    self.starts = starts
    self.transactionCount = transactionCount
  }

  /// What changed at `index`: ascending by address, then balance, nonce, code, slots ascending.
  package func changes(at index: BlockAccessIndex) -> ArraySlice<ChangedResource> {
    resources[starts[index.rawValue]..<starts[index.rawValue + 1]]
  }
}

extension BlockAccessList {
  /// Calls `body` for every change, accounts in order and the fields of each as
  /// ``BlockAccessListIndex/changes(at:)`` lists them.
  func forEachChange(_ body: (BlockAccessIndex, ChangedResource) -> Void) {
    for account in accounts {
      let address = account.address
      account.balanceChanges.visit { body($0.index, .balance(address)) }
      account.nonceChanges.visit { body($0.index, .nonce(address)) }
      for change in account.codeChanges { body(change.index, .code(address)) }
      for slot in account.storageChanges {
        slot.changes.visit { body($0.index, .storage(address, slot: slot.slot)) }
      }
    }
  }
}
