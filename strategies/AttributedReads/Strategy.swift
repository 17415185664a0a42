import Scheduling

/// Knows reads exactly, as if the block access list attributed them to transactions.
public struct Strategy: GroupingStrategy {
  public static let name = "attributed-reads"
  public static let version = "1.0"
  public static let summary = "exact reads, as a block access list with attributed reads would say"
  public static let optionsSummary =
    "attribution: first-access | read-only-slots | changed-slots | all (default)"
  public static let needs: Set<BlockKnowledge> = [.blockAccessList, .attributedReads]

  private let options: Options

  /// Creates the strategy.
  public init(options: Options) {
    self.options = options
  }

  /// Groups by the reads that are attributed, and as `address-narrowed` for the kinds of
  /// resources that are not.
  ///
  /// - Throws: `MissingKnowledge` if the view holds no attributed reads.
  public func group(_ block: BlockView) throws(MissingKnowledge) -> Grouping {
    guard let attributed = block.attributed else { throw MissingKnowledge() }
    var graph = ConflictGraph(block: block, approximating: approximatedKinds)
    if !approximatedKinds.isEmpty {
      for transaction in block.transactions {
        graph.addStaticReads(of: transaction, in: block)
        graph.addObservableReadsOfKnownAddresses(by: transaction, in: block)
      }
    }
    switch options.attribution {
    case .firstAccess: addFirstAccesses(attributed, to: &graph)
    case .readOnlySlots: addSlots(attributed.map(\.readOnlySlots), to: &graph)
    case .changedSlots: addSlots(attributed.map(\.changedSlots), to: &graph)
    case .all:
      addSlots(attributed.map(\.readOnlySlots), to: &graph)
      addSlots(attributed.map(\.changedSlots), to: &graph)
      addAccountFields(attributed, to: &graph)
    }
    return graph.grouping()
  }

  /// The kinds whose reads the attribution leaves unknown. The readers of slots that nothing
  /// changes say nothing of the readers of those that something does, so that attributing only
  /// the former leaves storage approximated.
  private var approximatedKinds: ResourceKinds {
    switch options.attribution {
    case .firstAccess, .readOnlySlots: .all
    case .changedSlots: [.balance, .nonce, .code]
    case .all: []
    }
  }

  private func addFirstAccesses(_ attributed: [AttributedReads], to graph: inout ConflictGraph) {
    var seen: Set<StorageSlot> = []
    addSlots(
      attributed.map { reads in reads.readOnlySlots.filter { seen.insert($0).inserted } },
      to: &graph)
  }

  private func addSlots(_ slots: [[StorageSlot]], to graph: inout ConflictGraph) {
    for (reader, slots) in slots.enumerated() {
      for slot in slots {
        graph.addRead(of: .storage(slot.address, slot.slot), by: TransactionIndex(rawValue: reader))
      }
    }
  }

  private func addAccountFields(_ attributed: [AttributedReads], to graph: inout ConflictGraph) {
    for (reader, reads) in attributed.enumerated() {
      for field in reads.accountFields {
        graph.addRead(of: field, by: TransactionIndex(rawValue: reader))
      }
    }
  }
}

/// The view holds no attributed reads, which `needs` declares.
public struct MissingKnowledge: Error, CustomStringConvertible {
  public var description: String { "the reads of this block were not attributed" }
}
