import Scheduling

/// The options of `attributed-reads`.
public struct Options: Decodable, Sendable {
  /// Which reads the block access list is imagined to attribute.
  public let attribution: Attribution

  /// What a block access list could say of reads beyond EIP-7928.
  public enum Attribution: String, OptionChoice {
    /// An index on each entry of `storageReads`: the transaction that reads the slot first.
    case firstAccess = "first-access"
    /// All readers of each entry of `storageReads`.
    case readOnlySlots = "read-only-slots"
    /// All readers of each slot in `storageChanges`.
    case changedSlots = "changed-slots"
    /// All readers of every slot, balance, nonce and code.
    case all
  }

  /// Creates options.
  public init(attribution: Attribution = .all) {
    self.attribution = attribution
  }

  /// Decodes `attribution` (default `all`).
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      attribution: try container.decodeIfPresent(Attribution.self, forKey: .attribution) ?? .all)
  }

  private enum CodingKeys: String, CodingKey {
    case attribution
  }
}
