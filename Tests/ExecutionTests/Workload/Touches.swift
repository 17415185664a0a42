import BlockSets
import EthereumTypes
import Execution
import Scheduling
import Testing

/// What the transactions of one executed block touch, by sorts of state.
struct Touches {
  private let draft: WorkloadBlock
  private let view: BlockView
  private let classifier: ResourceClassifier
  private let attributed: [AttributedReads]
  private let written: Set<Resource>

  init(_ parameters: WorkloadParameters, _ draft: WorkloadBlock, _ block: PreparedBlock) throws {
    self.draft = draft
    view = block.firstView(for: [.blockAccessList, .attributedReads])
    attributed = try #require(view.attributed)
    classifier = ResourceClassifier(parameters, draft, view)
    written = Set(view.writes.joined())
  }

  /// What the transactions of a kind touch of what the block changes, their senders apart.
  func touches(of kind: WorkloadKind) -> Set<WorkloadTouch> {
    var touches: Set<WorkloadTouch> = []
    for index in draft.kinds.indices where draft.kinds[index] == kind {
      for resource in writes(index) {
        if let sort = classifier.sort(of: resource) { touches.insert(.init(.writes, sort)) }
      }
      let known = knownAddresses(index)
      for resource in reads(index) {
        guard let sort = classifier.sort(of: resource),
          !touches.contains(.init(.writes, sort))
        else { continue }
        let isKnown = known.contains(resource.address)
        touches.insert(.init(isKnown ? .reads : .readsThroughCalls, sort))
      }
    }
    // A kind that writes a sort of state anywhere is said to write it.
    return touches.filter {
      $0.access == .writes || !touches.contains(.init(.writes, $0.resource))
    }
  }

  /// Which of the expected conflicts occur: two transactions of these kinds, in any order, one of
  /// which writes a resource that the other reads or writes.
  func conflicts(
    on sort: WorkloadResource, among expected: [ExpectedConflict]
  ) -> Set<ExpectedConflict> {
    var writers: [Resource: Set<Int>] = [:]
    var others: [Resource: Set<Int>] = [:]
    for index in draft.kinds.indices {
      for resource in writes(index) where classifier.sort(of: resource) == sort {
        writers[resource, default: []].insert(index)
        others[resource, default: []].insert(index)
      }
      for resource in reads(index) where classifier.sort(of: resource) == sort {
        others[resource, default: []].insert(index)
      }
    }
    return Set(
      expected.filter { conflict in
        writers.contains { resource, indices in
          indices.contains { writer in
            draft.kinds[writer] == conflict.writer
              && others[resource, default: []].contains {
                $0 != writer && draft.kinds[$0] == conflict.other
              }
          }
        }
      })
  }

  private func writes(_ index: Int) -> [Resource] {
    view.writes[index].filter { !isOwn($0, index) }
  }

  private func reads(_ index: Int) -> [Resource] {
    let reads = attributed[index]
    let resources = reads.changedSlots.map { Resource.storage($0.address, $0.slot) }
    return (resources + reads.accountFields).filter {
      written.contains($0) && !isOwn($0, index)
    }
  }

  /// Every transaction pays from its sender's balance and moves its nonce; for accounts that were
  /// funded in the block, and for delegating ones, that is what they are there for.
  private func isOwn(_ resource: Resource, _ index: Int) -> Bool {
    guard resource.address == draft.senders[index] else { return false }
    if case .storage = resource { return false }
    let sort = classifier.sort(of: resource)
    return sort == nil || sort == .ether
  }

  private func knownAddresses(_ index: Int) -> Set<Address> {
    let transaction = view.transactions[index]
    var known = Set(view.writes[index].map(\.address))
    known.formUnion([transaction.sender] + [transaction.to].compactMap(\.self))
    known.formUnion(transaction.accessList.map(\.address))
    for authorization in transaction.authorizations {
      known.formUnion([authorization.authority].compactMap(\.self) + [authorization.delegate])
    }
    return known
  }
}
