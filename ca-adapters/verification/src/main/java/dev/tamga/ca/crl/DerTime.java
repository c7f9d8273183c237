package dev.tamga.ca.crl;

/** UTCTime and GeneralizedTime in the one form that RFC 5280 §4.1.2.5 allows: to the second, in UTC, ending in Z. */
final class DerTime {
    private static final int UTC_LENGTH = 13;
    private static final int GENERALIZED_LENGTH = 15;
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private DerTime() {}

    static boolean isNext(DerWalk walk, int limit) {
        int tag = walk.peek(limit);
        return tag == DerWalk.UTC_TIME || tag == DerWalk.GENERALIZED_TIME;
    }

    /** Steps over a time; returns it in seconds since 1970. */
    static long read(DerWalk walk, int limit) throws UnusableCrl {
        boolean utc = walk.peek(limit) == DerWalk.UTC_TIME;
        int end = walk.enter(utc ? DerWalk.UTC_TIME : DerWalk.GENERALIZED_TIME, limit);
        int at = walk.at();
        if (end - at != (utc ? UTC_LENGTH : GENERALIZED_LENGTH) || walk.der()[end - 1] != 'Z') {
            throw walk.malformed("a time is not to the second in UTC");
        }
        int year = pair(walk, at);
        if (utc) {
            year += year < 50 ? 2000 : 1900;
        } else {
            year = 100 * year + pair(walk, at + 2);
        }
        int month = pair(walk, end - 11);
        int day = pair(walk, end - 9);
        int hour = pair(walk, end - 7);
        int minute = pair(walk, end - 5);
        int second = pair(walk, end - 3);
        if (month < 1 || month > 12 || day < 1 || day > days(year, month) || hour > 23 || minute > 59 || second > 59) {
            throw walk.malformed("a time is no date");
        }
        walk.goTo(end);
        return ((day(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
    }

    private static int pair(DerWalk walk, int at) throws UnusableCrl {
        int tens = walk.der()[at] - '0';
        int ones = walk.der()[at + 1] - '0';
        if (tens < 0 || tens > 9 || ones < 0 || ones > 9) {
            throw walk.malformed("a time has something else than digits");
        }
        return 10 * tens + ones;
    }

    private static int days(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && leap ? 29 : DAYS[month - 1];
    }

    /** Days since 1970-01-01 in the Gregorian calendar; a year is counted from March, so that leap days come last. */
    private static long day(int year, int month, int day) {
        int fromMarch = month > 2 ? year : year - 1;
        int era = Math.floorDiv(fromMarch, 400);
        int yearOfEra = fromMarch - 400 * era;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = 365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return 146_097L * era + dayOfEra - 719_468;
    }
}
