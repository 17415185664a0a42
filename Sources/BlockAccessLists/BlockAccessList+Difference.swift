import EthereumTypes

extension BlockAccessList {
  /// The first item, in the list's order, in which this list differs from `expected`; nil if the
  /// two are equal. Both must be in canonical order.
  package func firstDifference(from expected: BlockAccessList) -> BlockAccessListDifference? {
    differences(from: expected).first
  }

  /// Every item in which this list differs from `expected`, in the list's order. Both must be in
  /// canonical order.
  ///
  /// The difference with the smallest index names the transaction at which two executions parted.
  ///
  /// - Complexity: O(*n*) in the size of both lists.
  package func differences(from expected: BlockAccessList) -> [BlockAccessListDifference] {
    var comparison = BlockAccessListComparison()
    alignAscending(expected.accounts, accounts, by: \.address) { expected, actual in
      if let account = expected ?? actual {
        comparison.compare(expected, actual, at: account.address)
      }
    }
    return comparison.differences
  }
}

/// Gathers the differences between two accounts' entries, either of which may be missing.
private struct BlockAccessListComparison {
  typealias Difference = BlockAccessListDifference

  private(set) var differences: [Difference] = []

  mutating func compare(_ expected: AccountChanges?, _ actual: AccountChanges?, at address: Address)
  {
    if expected == actual { return }
    if expected == nil || actual == nil {
      differences.append(
        Difference(
          address: address, item: .account, expected: expected.map { _ in .listed },
          actual: actual.map { _ in .listed }))
    }
    compareStorage(expected, actual, at: address)
    compare(expected, actual, \.balanceChanges.array, \.index, at: address) {
      (.balance(index: $0.index), .word($0.postBalance))
    }
    compare(expected, actual, \.nonceChanges.array, \.index, at: address) {
      (.nonce(index: $0.index), .word(UInt256($0.newNonce)))
    }
    compare(expected, actual, \.codeChanges, \.index, at: address) {
      (.code(index: $0.index), .code($0.newCode))
    }
  }

  private mutating func compareStorage(
    _ expected: AccountChanges?, _ actual: AccountChanges?, at address: Address
  ) {
    alignAscending(expected?.storageChanges ?? [], actual?.storageChanges ?? [], by: \.slot) {
      expected, actual in
      guard let slot = (expected ?? actual)?.slot else { return }
      compare(expected, actual, \.changes.array, \.index, at: address) {
        (.storage(slot: slot, index: $0.index), .word($0.newValue))
      }
    }
    compare(expected, actual, \.storageReads, \.self, at: address) {
      (.storageRead(slot: $0), .listed)
    }
  }

  /// Compares one list of an account or of a slot, its elements matched by `key`.
  private mutating func compare<Owner, Element: Equatable, Key: Comparable>(
    _ expected: Owner?, _ actual: Owner?, _ list: KeyPath<Owner, [Element]>,
    _ key: KeyPath<Element, Key>, at address: Address,
    describe: (Element) -> (Difference.Item, Difference.Value)
  ) {
    let (expectedList, actualList) = (expected?[keyPath: list], actual?[keyPath: list])
    alignAscending(expectedList ?? [], actualList ?? [], by: key) { expected, actual in
      guard expected != actual, let item = (expected ?? actual).map(describe)?.0 else { return }
      differences.append(
        Difference(
          address: address, item: item, expected: expected.map { describe($0).1 },
          actual: actual.map { describe($0).1 }))
    }
  }
}

/// Walks two lists that ascend by `key` side by side, pairing elements of equal keys.
private func alignAscending<Element, Key: Comparable>(
  _ first: [Element], _ second: [Element], by key: KeyPath<Element, Key>,
  _ body: (Element?, Element?) -> Void
) {
  var (i, j) = (0, 0)
  while i < first.count || j < second.count {
    let a = i < first.count ? first[i][keyPath: key] : nil
    let b = j < second.count ? second[j][keyPath: key] : nil
    let takesFirst = b.map { b in a.map { $0 <= b } ?? false } ?? true
    let takesSecond = a.map { a in b.map { $0 <= a } ?? false } ?? true
    body(takesFirst ? first[i] : nil, takesSecond ? second[j] : nil)
    if takesFirst { i += 1 }
    if takesSecond { j += 1 }
  }
}
