package galaxy.geoip;

import java.time.Instant;

/**
 * A database of countries.
 *
 * @param source one line: where the data come from, and under which licence
 * @param built when the publisher made the data
 * @param ipv4Ranges how many ranges of IPv4 addresses the table has, those without a country included
 * @param ipv6Ranges the same for IPv6
 * @param countries how many assigned countries the table names
 */
public record DatabaseInfo(String source, Instant built, int ipv4Ranges, int ipv6Ranges, int countries) {}
