import Scheduling

/// The options of `refined`.
public struct Options: Decodable, Sendable {
  /// Where a transaction is assumed to read.
  public let mode: Mode
  /// Attempts in a row under `Mode.fixpoint`.
  public let attempts: Int

  /// Whose addresses count.
  public enum Mode: String, OptionChoice {
    /// The addresses that the transaction was observed to load.
    case observed
    /// Those, and the ones that `address-narrowed` knows.
    case observedOrKnown = "observed-or-known"
    /// The observed ones, grown by every further attempt.
    case fixpoint
  }

  /// Creates options.
  ///
  /// - Precondition: At least one attempt.
  public init(mode: Mode = .observed, attempts: Int = 1) {
    precondition(attempts >= 1, "a tier makes at least one attempt")
    self.mode = mode
    self.attempts = attempts
  }

  /// Decodes `mode` (default `observed`) and `attempts` (default 3, for `fixpoint` alone).
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let mode = try container.decodeIfPresent(Mode.self, forKey: .mode) ?? .observed
    let attempts = try container.decodeIfPresent(Int.self, forKey: .attempts)
    if let attempts {
      guard mode == .fixpoint else {
        throw DecodingError.dataCorruptedError(
          forKey: .attempts, in: container,
          debugDescription: "attempts belong to mode fixpoint; mode \(mode.rawValue) makes one")
      }
      guard attempts >= 1 else {
        throw DecodingError.dataCorruptedError(
          forKey: .attempts, in: container,
          debugDescription: "\(attempts) attempts: expected 1 or more")
      }
    }
    self.init(mode: mode, attempts: mode == .fixpoint ? attempts ?? 3 : 1)
  }

  private enum CodingKeys: String, CodingKey {
    case mode, attempts
  }
}
