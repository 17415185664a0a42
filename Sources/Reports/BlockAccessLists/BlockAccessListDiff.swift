import BlockAccessLists
import EthereumTypes

/// Where two block access lists differ: `balbench bal diff`.
package struct BlockAccessListDiff {
  /// How many of an account's differences are told.
  package enum Extent: Sendable {
    case firstPerAccount, all
  }

  private let first: SourcedBlockAccessList
  private let second: SourcedBlockAccessList
  private let extent: Extent
  /// The differences of each account that has some; the first list is the expected one.
  private let accounts: [ArraySlice<BlockAccessListDifference>]
  private let names: BlockAccessIndexNames

  /// Compares two lists item by item, in whatever order they are.
  package init(
    _ first: SourcedBlockAccessList, _ second: SourcedBlockAccessList,
    extent: Extent = .firstPerAccount
  ) {
    self.first = first
    self.second = second
    self.extent = extent
    names = BlockAccessIndexNames(
      transactionCount: first.context.transactionCount ?? second.context.transactionCount)
    accounts = Self.byAccount(
      second.list.canonicallyOrdered().differences(from: first.list.canonicallyOrdered()))
  }

  /// Whether the two are the same list, order included.
  package var isEmpty: Bool { first.list == second.list }

  private static func byAccount(
    _ differences: [BlockAccessListDifference]
  ) -> [ArraySlice<BlockAccessListDifference>] {
    var accounts: [ArraySlice<BlockAccessListDifference>] = []
    var rest = differences[...]
    while let address = rest.first?.address {
      let own = rest.prefix { $0.address == address }
      accounts.append(own)
      rest = rest.dropFirst(own.count)
    }
    return accounts
  }

  // MARK: Text

  /// The two lists, the differences and how many there are.
  package var lines: [String] {
    var lines = [line("A", first), line("B", second), ""]
    if isEmpty { return lines + ["the lists are equal"] }
    if accounts.isEmpty { return lines + ["the lists have the same items in another order"] }
    for account in accounts {
      switch extent {
      case .firstPerAccount:
        let more = account.count > 1 ? " (\(account.count - 1) more in this account)" : ""
        lines += account.prefix(1).map { line($0) + more }
      case .all: lines += account.map(line)
      }
    }
    return lines + ["", conclusion]
  }

  private func line(_ name: String, _ source: SourcedBlockAccessList) -> String {
    let size = NumberText.count(source.list.accounts.count, "account")
    return "\(name)  \(source.origin): \(size), \(source.list.itemCount) items, "
      + "hash \(source.list.hash)"
  }

  private func line(_ difference: BlockAccessListDifference) -> String {
    let stands = difference.index.map { " (\(names.name(of: $0)))" } ?? ""
    return "\(difference.address)  \(difference.item)\(stands): "
      + "A \(Self.text(difference.expected)), B \(Self.text(difference.actual))"
  }

  private static func text(_ value: BlockAccessListDifference.Value?) -> String {
    switch value {
    case .listed: "has it"
    case .some(let value): "\(value)"
    case nil: "does not have it"
    }
  }

  private var conclusion: String {
    let items = accounts.reduce(0) { $0 + $1.count }
    let earliest = accounts.flatMap { $0.compactMap(\.index) }.min()
    let index = earliest.map { "; the earliest index is \(names.name(of: $0))" } ?? ""
    return NumberText.count(accounts.count, "account") + " with "
      + NumberText.count(items, "difference") + index
  }

  // MARK: JSON

  private struct Output: Encodable {
    let equal: Bool
    let a: String
    let b: String
    let accounts: [Account]
  }

  private struct Account: Encodable {
    let address: String
    let differenceCount: Int
    let differences: [Difference]
  }

  private struct Difference: Encodable {
    let item: String
    let index: Int?
    let a: String?
    let b: String?
  }

  /// The same for programs.
  package func json() throws -> String {
    try JSONText.text(
      Output(
        equal: isEmpty, a: first.origin, b: second.origin,
        accounts: accounts.compactMap { account in
          account.first.map { first in
            Account(
              address: "\(first.address)", differenceCount: account.count,
              differences: account.prefix(extent == .all ? account.count : 1).map { difference in
                Difference(
                  item: "\(difference.item)", index: difference.index?.rawValue,
                  a: difference.expected?.description, b: difference.actual?.description)
              })
          }
        }))
  }
}
