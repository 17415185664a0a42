/// The exact reads of one transaction, taken from the traced reference run.
///
/// It is what a block access list that attributed reads to transactions would say. Only an
/// experiment has it: a client before execution does not.
public struct AttributedReads: Equatable, Sendable {
  /// Slots read that some index of the block changes: those in `storageChanges` of EIP-7928.
  public var changedSlots: [StorageSlot]
  /// Slots read that nothing in the block changes: those in `storageReads` of EIP-7928.
  public var readOnlySlots: [StorageSlot]
  /// Balances, nonces and code read. A read of an account's existence stands here as a read of
  /// its balance, nonce and code, on which existence rests (EIP-161).
  public var accountFields: [Resource]

  /// Creates the reads of a transaction, sorted into what an attribution may reveal.
  public init(
    changedSlots: [StorageSlot] = [], readOnlySlots: [StorageSlot] = [],
    accountFields: [Resource] = []
  ) {
    self.changedSlots = changedSlots
    self.readOnlySlots = readOnlySlots
    self.accountFields = accountFields
  }
}
