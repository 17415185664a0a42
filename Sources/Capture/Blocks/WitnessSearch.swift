import BlockSets
import EthereumTypes
import Execution
import StateTrie

/// Looks for the trie nodes that prove the state before a block and give the root after it.
struct WitnessSearch {
  let node: Node
  let number: UInt64
  let parentStateRoot: Hash32
  let stateRoot: Hash32

  /// The trie nodes that prove the accounts and slots of a record.
  func nodes(proving record: BlockRecord) throws(CaptureFailure) -> Node.Reply<[[UInt8]]> {
    var accounts = record.accounts.map {
      ProvenAccount(address: $0.key, slots: $0.value.storage.keys.sorted())
    }
    accounts += record.absentAccounts.map { ProvenAccount(address: $0) }
    accounts.sort { $0.address < $1.address }
    let proofs = try Self.ask { [accounts] () throws(RPCError) in
      try node.proofs(of: accounts, after: number - 1, under: parentStateRoot)
    }
    switch proofs {
    case .given(let proofs): return .given(Self.distinct(proofs.flatMap(\.paths).joined()))
    case .refused(let withoutProofs):
      switch try Self.ask({ () throws(RPCError) in try node.executionWitness(of: number) }) {
      case .given(let nodes): return .given(Self.distinct(nodes))
      case .refused(let withoutWitness): return .refused("\(withoutProofs); \(withoutWitness)")
      }
    }
  }

  /// Compares a record with the trie that `nodes` make known.
  ///
  /// - Returns: What else the trie shows of the record's accounts.
  /// - Throws: `CaptureFailure.unproven` where the two contradict each other.
  func traits(
    of record: BlockRecord, by nodes: [[UInt8]]
  ) throws(CaptureFailure) -> Node.Reply<ProvenTraits> {
    var traits = ProvenTraits()
    let contradiction: String?
    do throws(TrieError) {
      let trie = try StateTrie(witness: witness(of: nodes))
      contradiction = try Self.firstContradiction(of: record, to: trie, &traits)
    } catch {
      return .refused("\(error)")
    }
    if let contradiction { throw .unproven(contradiction) }
    return .given(traits)
  }

  private static func firstContradiction(
    of record: BlockRecord, to trie: StateTrie, _ traits: inout ProvenTraits
  ) throws(TrieError) -> String? {
    for (address, account) in record.accounts.sorted(by: { $0.key < $1.key }) {
      guard let proven = try trie.account(at: address), proven.nonce == account.nonce,
        proven.balance == account.balance, proven.codeHash == keccak256(account.code)
      else { return "account \(address)" }
      for (slot, value) in account.storage.sorted(by: { $0.key < $1.key })
      where try trie.storage(at: address, slot: slot) != value {
        return "slot \(slot.hex) of account \(address)"
      }
      if account.nonce == 0, account.code.isEmpty, proven.storageRoot != .emptyTrieRoot {
        traits.storageOwners.insert(address)
      }
    }
    for address in record.absentAccounts {
      guard let proven = try trie.account(at: address) else { continue }
      guard proven.nonce == 0, proven.balance == .zero, proven.codeHash == .emptyKeccak else {
        return "account \(address)"
      }
      traits.empty.append(address)
      if proven.storageRoot != .emptyTrieRoot { traits.storageOwners.insert(address) }
    }
    return nil
  }

  /// Executes a block with ever more nodes until its state root can be computed.
  ///
  /// - Parameters:
  ///   - nodes: What proves the state before the block.
  ///   - accept: Executes the record.
  /// - Returns: The record with the outcome, and what `accept` gave.
  func complete(
    _ record: BlockRecord, with nodes: [[UInt8]],
    _ accept: (BlockRecord) throws(CaptureFailure) -> PreparedBlock
  ) throws(CaptureFailure) -> (BlockRecord, PreparedBlock) {
    var record = record
    var obstacles: [String] = []
    /// - Parameter mayErr: Whether a node that is not known may be no branch.
    func attempt(
      _ nodes: [[UInt8]], assumingBranches: Bool = false, mayErr: Bool = false
    ) throws(CaptureFailure) -> PreparedBlock? {
      record.stateRoot = .reproduced(witness(of: nodes, assumingBranches: assumingBranches))
      do throws(CaptureFailure) {
        return try accept(record)
      } catch .notReproduced(.trie(let error), _) where error.problem == .missingNode {
        if obstacles.isEmpty { obstacles.append("\(error)") }
      } catch .notReproduced(.mismatch, _) where mayErr {
        // What was found before says what is lacking.
      }
      return nil
    }
    if let block = try attempt(nodes) { return (record, block) }
    record.stateRoot = .notChecked(reason: "")
    let bare = try accept(record)
    var all = nodes
    switch try siblings(of: nodes, removed: Self.removed(by: bare.accountUpdates)) {
    case .refused(let reason): obstacles.append(reason)
    case .given(let siblings):
      all = Self.distinct(all + siblings)
      if let block = try attempt(all) { return (record, block) }
      // Before Byzantium receipts hold the roots between transactions, and no proof shows what one
      // transaction deletes and a later one brings back.
      let mayErr = record.fork < .byzantium
      if let block = try attempt(all, assumingBranches: true, mayErr: mayErr) {
        return (record, block)
      }
    }
    switch try Self.ask({ () throws(RPCError) in try node.executionWitness(of: number) }) {
    case .refused(let reason): obstacles.append(reason)
    case .given(let more):
      all = Self.distinct(all + more)
      if let block = try attempt(all) { return (record, block) }
    }
    if let block = try attempt(all, assumingBranches: true, mayErr: true) { return (record, block) }
    record.stateRoot = .notChecked(reason: obstacles.joined(separator: "; "))
    return (record, bare)
  }

  private func siblings(
    of nodes: [[UInt8]], removed: [ProvenAccount]
  ) throws(CaptureFailure) -> Node.Reply<[[UInt8]]> {
    let proofs = try Self.ask { () throws(RPCError) in
      try node.proofs(of: removed, after: number, under: stateRoot)
    }
    return switch proofs {
    case .refused(let reason): .refused(reason)
    case .given(let proofs):
      .given(SiblingSearch.siblings(of: nodes, in: proofs.flatMap(\.paths)))
    }
  }

  /// The accounts and slots that a block deletes.
  private static func removed(by updates: [AccountUpdate]) -> [ProvenAccount] {
    updates.compactMap { update in
      if update.account == nil { return ProvenAccount(address: update.address) }
      let slots = update.storage.filter { $0.value == .zero }.map(\.slot)
      // Storage that was wiped is built anew, from nothing.
      return slots.isEmpty || update.storageCleared
        ? nil : ProvenAccount(address: update.address, slots: slots)
    }
  }

  private func witness(of nodes: [[UInt8]], assumingBranches: Bool = false) -> StateWitness {
    StateWitness(
      parentStateRoot: parentStateRoot, nodes: nodes,
      deletionSiblingsAssumedBranch: assumingBranches ? 1 : 0)
  }

  /// Every node once, in order of the hashes.
  private static func distinct(_ nodes: some Sequence<[UInt8]>) -> [[UInt8]] {
    Dictionary(nodes.map { (keccak256($0), $0) }) { first, _ in first }
      .sorted { $0.key < $1.key }.map(\.value)
  }

  private static func ask<Answer>(
    _ question: () throws(RPCError) -> Answer
  ) throws(CaptureFailure) -> Answer {
    do throws(RPCError) { return try question() } catch { throw .node(error) }
  }
}
